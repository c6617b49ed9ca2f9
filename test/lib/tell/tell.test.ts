import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTable, type Table, writeAll } from '../../../lib/ledger/client.ts';
import { overageKey } from '../../../lib/ledger/keys.ts';
import { encodeOverage, type OverageRecord } from '../../../lib/ledger/overages.ts';
import type { Message } from '../../../lib/tell/message.ts';
import { tell } from '../../../lib/tell/tell.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';

let dynamodb: LocalDynamoDb;
let table: Table;

beforeAll(async () => {
  dynamodb = await startDynamoDb();
});
afterAll(() => dynamodb.close());
beforeEach(async () => {
  table = openTable(await dynamodb.newTable(), { client: dynamodb.client });
});

const overage = (change: Partial<OverageRecord> = {}): OverageRecord => ({
  provider: 'trend-micro',
  account: 'default',
  customer: 'c1',
  dataset: 'customers-usage',
  series: 'series000001',
  customerId: 'c1',
  customerName: 'Example Foods',
  productId: 'wfbss',
  productName: null,
  labels: { level: 'customer' },
  since: '2026-11-18',
  until: null,
  peakAt: '2026-11-20',
  peak: 3,
  asOf: '2026-11-20',
  entitled: 10,
  consumed: 13,
  exceeded: 3,
  ...change,
});

/** Stores the overages as the collector would and tells of them. */
async function run(
  stored: readonly OverageRecord[],
  send: (messages: readonly Message[]) => Promise<void> = async () => {},
) {
  await writeAll(table, stored.map(encodeOverage));
  const { signal } = new AbortController();
  const open = stored.filter(({ until }) => until === null);
  return tell({ table, provider: 'trend-micro', open, send, signal, now: () => new Date() });
}

const kinds = (messages: readonly Message[]): string[] => messages.map(({ kind, customer }) => `${kind} ${customer}`);

describe('people are told', () => {
  test('of an open overage once, of a new peak, and of its end', async () => {
    const opened = await run([overage()]);
    expect(opened).toMatchObject([{ kind: 'opened', level: 'customer', exceeded: 3, since: '2026-11-18' }]);
    expect(await run([overage()])).toEqual([]);
    const higher = overage({ peak: 5, exceeded: 5, consumed: 15, asOf: '2026-11-21' });
    expect(kinds(await run([higher]))).toEqual(['peak c1']);
    expect(await run([higher])).toEqual([]);
    expect(await run([{ ...higher, until: '2026-11-22' }])).toMatchObject([{ kind: 'closed', until: '2026-11-22' }]);
    expect(await run([{ ...higher, until: '2026-11-22' }])).toEqual([]);
  });

  test('once and as it stands, where another run has meanwhile found that it began earlier', async () => {
    const stored = overage({ since: '2026-10-01' });
    await writeAll(table, [encodeOverage(stored)]);
    const { signal } = new AbortController();
    const told = await tell({
      table,
      provider: 'trend-micro',
      open: [overage({ since: '2026-11-01' }), stored],
      send: async () => {},
      signal,
      now: () => new Date(),
    });
    expect(told.map(({ kind, since }) => `${kind} ${since}`)).toEqual(['opened 2026-10-01']);
  });

  test('of several changes of one run as one digest', async () => {
    const digests: string[][] = [];
    await run([overage(), overage({ customer: 'c2', customerId: 'c2' })], async (messages) => {
      digests.push(kinds(messages));
    });
    expect(digests).toEqual([['opened c1', 'opened c2']]);
  });

  test('again when an overage opens after it had been told closed, under another id', async () => {
    const [first] = await run([overage()]);
    await run([overage({ until: '2026-11-21' })]);
    const again = overage({ since: '2026-11-25', asOf: '2026-11-25' });
    const [second] = await run([overage({ until: '2026-11-21' }), again]);
    expect(second).toMatchObject({ kind: 'opened', since: '2026-11-25' });
    expect(second?.id).not.toBe(first?.id);
  });

  test('of each of several changes to the same figures under an id of its own, as restated figures bring them', async () => {
    const ids = new Set<string | undefined>();
    for (let round = 0; round < 3; round++) {
      const [opened] = await run([overage()]);
      const [closed] = await run([overage({ until: '2026-11-20' })]);
      expect([opened?.kind, closed?.kind]).toEqual(['opened', 'closed']);
      ids.add(opened?.id).add(closed?.id);
    }
    expect(ids.size).toBe(6);
  });

  test('of the end of an overage that a correction took away', async () => {
    await run([overage()]);
    const { provider, account, customer, dataset, series, since } = overage();
    await writeAll(table, [], [overageKey({ provider, account }, customer, dataset, series, since)]);
    expect(kinds(await run([]))).toEqual(['closed c1']);
  });
});

describe('nobody is told', () => {
  test('of an overage found already closed', async () => {
    expect(await run([overage({ until: '2026-11-21' })])).toEqual([]);
  });

  test('of a beginning that moved', async () => {
    await run([overage()]);
    const { provider, account, customer, dataset, series, since } = overage();
    await writeAll(table, [], [overageKey({ provider, account }, customer, dataset, series, since)]);
    expect(await run([overage({ since: '2026-10-01' })])).toEqual([]);
  });

  test('of a peak in the past, or of a day no worse than the worst told', async () => {
    await run([overage()]);
    expect(await run([overage({ peak: 9 })])).toEqual([]);
    expect(await run([overage({ asOf: '2026-11-22', exceeded: 2, consumed: 12 })])).toEqual([]);
  });

  test('of an overage that the index still shows open but the table has closed', async () => {
    await writeAll(table, [encodeOverage(overage({ until: '2026-11-21' }))]);
    const { signal } = new AbortController();
    const told = await tell({
      table,
      provider: 'trend-micro',
      open: [overage()],
      send: async () => {},
      signal,
      now: () => new Date(),
    });
    expect(told).toEqual([]);
  });
});

describe('no message is lost', () => {
  test('when sending fails: the next run sends it under the same id', async () => {
    const ids: string[] = [];
    const failing = run([overage()], async (messages) => {
      ids.push(...messages.map(({ id }) => id));
      throw new Error('no answer');
    });
    await expect(failing).rejects.toThrow('no answer');
    // Meanwhile more history came in and moved the beginning.
    const [sent] = await run([overage({ since: '2026-11-01', asOf: '2026-11-21' })]);
    expect(ids).toEqual([sent?.id]);
    expect(await run([overage({ since: '2026-11-01', asOf: '2026-11-21' })])).toEqual([]);
  });

  test('when it opened and closed while sending failed: both go out, in this order', async () => {
    await expect(run([overage()], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const first = await run([overage({ until: '2026-11-21' })]);
    const second = await run([overage({ until: '2026-11-21' })]);
    expect(kinds([...first, ...second])).toEqual(['opened c1', 'closed c1']);
  });

  test('and none is sent twice by two runs at once', async () => {
    const sent: string[] = [];
    const send = async (messages: readonly Message[]): Promise<void> => {
      sent.push(...messages.map(({ id }) => id));
    };
    await writeAll(table, [encodeOverage(overage())]);
    await Promise.all([1, 2, 3].map(() => run([overage()], send)));
    expect(sent).toHaveLength(1);
  });
});
