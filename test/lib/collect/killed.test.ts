import { expect, test } from 'vitest';
import { type Item, type Table, writeAll } from '../../../lib/ledger/client.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { itemsIn } from '../../support/shown.ts';
import { PROVIDERS, STORIES } from './changing-story.ts';

const POINTS = 4;

/** Runs are of each run; how often an item was written over is nobody's business. */
const comparable = (items: readonly Item[]) => items.map(({ v: _version, ...item }) => item);

test.each(PROVIDERS)(
  '%s: a run that is killed anywhere, and run again, leaves the same records, overages and directory as one clean run',
  async (provider) => {
    const bench = await STORIES[provider]();
    const before = await itemsIn(bench.table);
    const copy = async (): Promise<Table> => {
      const table = { ...bench.table, name: await bench.dynamodb.newTable() };
      await writeAll(table, before);
      return table;
    };
    const clean = await copy();
    const whole = dyingTable(clean, Number.POSITIVE_INFINITY);
    expect((await bench.collect({}, { table: whole.table })).status).toBe('complete');
    const wanted = comparable(await itemsIn(clean, 'RLA'));
    // Spread over the whole run, its first and last requests among them.
    for (let point = 0; point < POINTS; point++) {
      const after = Math.round((whole.asked() * point) / (POINTS - 1)) - (point === POINTS - 1 ? 1 : 0);
      const table = await copy();
      await bench.collect({}, { table: dyingTable(table, after).table }).catch(() => undefined);
      // A lease ends by itself after a minute, which this clock does not have.
      const leases = (await itemsIn(table)).filter(({ pk }) => pk.startsWith('L#'));
      await writeAll(table, [], leases);
      const again = await bench.collect({}, { table });
      expect([after, again.failures]).toEqual([after, []]);
      expect({ after, items: comparable(await itemsIn(table, 'RLA')) }).toEqual({ after, items: wanted });
    }
  },
);
