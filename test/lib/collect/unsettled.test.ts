/** Overages after a run that was killed anywhere: what follows is what follows from all records. */
import { expect, test } from 'vitest';
import { deriveOverages } from '../../../lib/collect/derive-overages.ts';
import { DATASETS } from '../../../lib/datasets.ts';
import { type Table, writeAll } from '../../../lib/ledger/client.ts';
import { wholeDirectory } from '../../../lib/ledger/directory.ts';
import { loadCatalogues } from '../../../lib/ledger/load.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import type { CollectEvent } from '../../../lib/collect/event.ts';
import type { Bench } from '../../support/bench.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { itemsIn, overagesIn } from '../../support/shown.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { type Domains, lineWorksBench, partnerCenterBench, trendMicroBench } from './rig.ts';

/** What all records together would change of the overages. */
async function lacking(table: Table, provider: ProviderId, now: Date): Promise<readonly unknown[]> {
  const shelf = { provider, account: 'default' };
  const found: unknown[] = [];
  for (const customer of await wholeDirectory(table, shelf)) {
    const dataset = DATASETS[provider][customer.dataset];
    if (dataset?.measure !== 'seats') continue;
    const place = { shelf, name: customer.dataset, dataset };
    const catalogue = (await loadCatalogues(table, place, [customer.customer])).get(customer.customer);
    if (!catalogue) continue;
    const { changes } = await deriveOverages(table, place, [{ customer, catalogue, from: '0' }], now);
    found.push(...changes.map(({ before, after }) => [before?.since, before?.until, after?.since, after?.until]));
  }
  return found;
}

interface Run {
  readonly at: string;
  readonly event?: CollectEvent;
  /** What the vendor shows from then on. */
  readonly change?: () => void;
}

/** The numbers of a run's requests that write something: being killed before any other leaves what the last one left. */
async function writesOf(table: Table, run: (table: Table) => Promise<unknown>): Promise<number[]> {
  const names: string[] = [];
  const send = (command: Parameters<Table['client']['send']>[0]): Promise<unknown> => {
    names.push(command.constructor.name);
    return table.client.send(command);
  };
  await run({ ...table, client: Object.assign(Object.create(table.client) as Table['client'], { send }) });
  return names.flatMap((name, index) => (/Get|Query/.test(name) ? [] : [index]));
}

/** Lets `killed` die at every write in turn, lets `next` follow, and answers how many overages there were each time. */
async function killedAnywhere(
  bench: Bench,
  provider: ProviderId,
  killed: Run,
  next: readonly Run[],
): Promise<number[]> {
  const before = await itemsIn(bench.table);
  const copy = async (): Promise<Table> => {
    const table = { ...bench.table, name: await bench.dynamodb.newTable() };
    await writeAll(table, before);
    return table;
  };
  const collect = async ({ at, event = {}, change = () => {} }: Run, table: Table): Promise<unknown> => {
    change();
    bench.setNow(at);
    return bench.collect(event, { table });
  };
  const counts: number[] = [];
  for (const point of await writesOf(await copy(), (table) => collect(killed, table))) {
    const table = await copy();
    await collect(killed, dyingTable(table, point).table).catch(() => undefined);
    // A lease ends by itself after a minute, which this clock does not have.
    const leases = (await itemsIn(table)).filter(({ pk }) => pk.startsWith('L#'));
    await writeAll(table, [], leases);
    for (const run of next) await collect(run, table);
    counts.push((await overagesIn(table)).length);
    expect([point, await lacking(table, provider, new Date(next.at(-1)?.at ?? killed.at))]).toEqual([point, []]);
  }
  return counts;
}

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const ID = '10000001';

const used = (day: string): number => (day >= '2026-10-10' ? 12 : 9);

const row = (serviceCode: string, day: string, licensesDeployed: number) =>
  deploymentRow({ serviceCode, processedDateTime: `${day}T00:00:00`, licensesSold: 5, licensesDeployed });

test('are split by a correction of an older month, though nobody asks for that month again', async () => {
  const domains: Domains = new Map([[ID, used]]);
  const bench = await lineWorksBench(domains, '2026-11-03T03:00:00Z', 2);
  await bench.collect();
  const change = () => domains.set(ID, (day) => (day === '2026-10-20' ? 8 : day === '2026-10-12' ? 15 : used(day)));
  const at = '2026-11-04T03:00:00Z';
  const counts = await killedAnywhere(bench, 'line-works', { at, change }, [{ at, event: NOVEMBER }]);
  expect(counts).toContain(2);
});

test('begin in an older month of a customer who was never over, though nobody asks for that month again', async () => {
  const domains: Domains = new Map([[ID, () => 9]]);
  const bench = await lineWorksBench(domains, '2026-11-03T03:00:00Z', 2);
  await bench.collect();
  const change = () => domains.set(ID, (day) => (day >= '2026-10-05' && day < '2026-10-11' ? 12 : 9));
  const event = { from: '2026-10-01', to: '2026-10-31' };
  const at = '2026-11-04T03:00:00Z';
  const counts = await killedAnywhere(bench, 'line-works', { at, event, change }, [{ at, event: NOVEMBER }]);
  expect(counts).toContain(1);
});

test('have the names of today although they ended before', async () => {
  const domains: Domains = new Map([[ID, (day) => (day < '2026-11-05' ? 12 : 9)]]);
  const bench = await lineWorksBench(domains, '2026-12-01T03:00:00Z', 2);
  await bench.collect();
  const change = () =>
    domains.set(ID, (day) => (day < '2026-11-05' ? 12 : day < '2026-12-01' ? 9 : { memberCount: 9, status: 'PAUSED' }));
  const counts = await killedAnywhere(bench, 'line-works', { at: '2026-12-02T03:00:00Z', change }, [
    { at: '2026-12-02T04:00:00Z' },
    { at: '2026-12-03T03:00:00Z' },
  ]);
  expect(new Set(counts)).toEqual(new Set([1]));
});

test('begin with the first reading of a new customer', async () => {
  const shown = { license: () => null, customers: new Map([['C-1', 5]]) };
  const bench = await trendMicroBench(shown, '2026-11-19T23:40:00Z');
  await bench.collect();
  const change = () => shown.customers.set('C-2', 15);
  const counts = await killedAnywhere(bench, 'trend-micro', { at: '2026-11-20T23:40:00Z', change }, [
    { at: '2026-11-21T00:40:00Z' },
  ]);
  expect(new Set(counts)).toEqual(new Set([1]));
});

test('end on the day on which a list no longer held the customer, also when it was there again the next day', async () => {
  const shown = { license: () => null, customers: new Map([['C-1', 15]]) };
  const bench = await trendMicroBench(shown, '2026-11-20T01:00:00Z');
  await bench.collect();
  const counts = await killedAnywhere(
    bench,
    'trend-micro',
    { at: '2026-11-20T22:30:00Z', change: () => shown.customers.clear() },
    [{ at: '2026-11-21T01:00:00Z', change: () => shown.customers.set('C-1', 15) }],
  );
  expect(counts).toContain(2);
});

test('begin where a service was processed later than another', async () => {
  const rows = [row('o365', '2026-11-20', 4)];
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, '2026-11-21T03:00:00Z');
  await bench.collect();
  const show = (...next: typeof rows) => void rows.splice(0, rows.length, ...next);
  const counts = await killedAnywhere(
    bench,
    'partner-center',
    {
      at: '2026-11-22T03:00:00Z',
      change: () => show(row('o365', '2026-11-20', 4), row('crm', '2026-11-19', 9)),
    },
    [
      {
        at: '2026-11-23T03:00:00Z',
        change: () => show(row('o365', '2026-11-20', 4), row('crm', '2026-11-21', 4)),
      },
    ],
  );
  expect(counts).toContain(1);
});
