import { expect, test } from 'vitest';
import { collectAll, type Table } from '../../../lib/ledger/client.ts';
import { walkCorrections } from '../../../lib/query/corrections.ts';
import { walkCoverage } from '../../../lib/query/coverage.ts';
import { walkCustomers } from '../../../lib/query/customers.ts';
import { walkOverages } from '../../../lib/query/overages.ts';
import { walkRuns } from '../../../lib/query/runs.ts';
import type { Step } from '../../../lib/query/step.ts';
import { walkUsage } from '../../../lib/query/usage.ts';
import { scripted, seats } from '../collect/scripted.ts';

const EVER = { from: '0001-01-01', to: '9998-12-31' };
const DAYS = { from: '2026-11-09', to: '2026-11-12' };
const NOW = new Date('2026-11-20T03:00:00Z');

type Walk = (table: Table, after: readonly string[] | null) => AsyncIterable<Step<unknown>>;

const walks: ReadonlyArray<readonly [string, Walk]> = [
  ['usage', (table, after) => walkUsage(table, EVER, after, NOW)],
  ['coverage', (table, after) => walkCoverage({ table, filter: DAYS, after, now: NOW, depths: { 'line-works': 1 } })],
  ['corrections', (table, after) => walkCorrections(table, EVER, after)],
  ['overages', (table, after) => walkOverages(table, { state: 'all' }, after, 10)],
  ['overages of one', (table, after) => walkOverages(table, { state: 'all', customer: 'c1' }, after, 10)],
  ['customers', (table, after) => walkCustomers(table, {}, after, 10)],
  ['runs', (table, after) => walkRuns(table, {}, after, { now: NOW, pageSize: 10 })],
];

/** Two customers with two products, of which one was over, and each figure corrected twice. */
async function ledger(): Promise<Table> {
  const rig = await scripted('line-works', NOW.toISOString(), 1);
  rig.truth.listed.set('c1', 'Acme').set('c2', 'Borealis');
  for (const consumed of [3, 7, 4]) {
    for (const customer of ['c1', 'c2']) {
      for (const day of ['2026-11-10', '2026-11-12']) {
        rig.truth.paint('usages', customer, 0, day, seats(consumed));
        rig.truth.paint('usages', customer, 1, day, seats(9));
      }
    }
    await rig.run({ event: { from: '2026-11-01', to: '2026-11-30' } });
    rig.now = new Date(rig.now.getTime() + 60_000);
  }
  return rig.table;
}

const itemsIn = (steps: ReadonlyArray<Step<unknown>>): unknown[] => steps.flatMap(({ item }) => item ?? []);

test('a walk taken up behind any place it was at yields the rest, each once and in the same order', async () => {
  const table = await ledger();
  for (const [name, walk] of walks) {
    const steps = await collectAll(walk(table, null));
    expect([name, itemsIn(steps).length > 0]).toEqual([name, true]);
    for (const [index, { place }] of steps.entries()) {
      const rest = await collectAll(walk(table, place));
      expect([name, place, ...itemsIn(rest)]).toEqual([name, place, ...itemsIn(steps.slice(index + 1))]);
    }
  }
});
