import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet, quietOf } from '../../../lib/collect/quiet.ts';
import { dueWindows, type Situation } from '../../../lib/collect/due.ts';
import { DATASETS } from '../../../lib/datasets.ts';
import { newAccount } from '../../../lib/ledger/account.ts';
import { newEntry } from '../../../lib/ledger/directory.ts';
import type { Ranges } from '../../../lib/ranges.ts';
import { PROVIDER_IDS } from '../../../lib/usage.ts';
import { notingTable } from '../../support/noting-table.ts';
import { type Domains, lineWorksBench } from './rig.ts';

const HOUR_MS = 3_600_000;
const now = new Date('2026-11-21T03:00:00Z');
const after = (hours: number): Date => new Date(now.getTime() + hours * HOUR_MS);

/** Everything that should be read by now was, an hour ago at the most recent. */
const read = (from: string): Ranges => [[from, from.length === 7 ? '2026-11' : '2026-11-21']];
const hoursAgo = fc.double({ min: 0, max: 30, noNaN: true }).map((hours) => now.getTime() / 1000 - hours * 3600);

const situations = fc.constantFrom(...PROVIDER_IDS).chain((provider) => {
  const datasets = DATASETS[provider];
  const names = Object.keys(datasets);
  const readings = names.flatMap((name) => [name, `${name}#2026-11`, `${name}#2026-10`]);
  return fc.record(Object.fromEntries(readings.map((name) => [name, hoursAgo]))).map((times): Situation => {
    const ranges = Object.entries(datasets).map(([name, { grain }]) => {
      return [name, { scope: 'all', ranges: read(grain === 'month' ? '2025-01' : '2025-01-01') }] as const;
    });
    const readAt = Object.fromEntries(Object.entries(times).map(([name, at]) => [name, [['\u{10FFFF}', at]] as const]));
    return {
      now,
      datasets,
      depth: (_name, { history }) => history ?? 0,
      scope: 'all',
      state: { ...newAccount('default'), read: Object.fromEntries(ranges), readAt },
      listed: [{ id: 'a', name: null }],
      entryOf: (_customer, name) => ({ ...newEntry(name, 'a', null, 'all'), read: read('2025-01-01') }),
      failuresOf: () => [],
      range: null,
      only: null,
    };
  });
});

test('while it is quiet nothing becomes due', () => {
  let quiet = 0;
  fc.assert(
    fc.property(situations, fc.nat(30 * 3600), (situation, seconds) => {
      const state = { ...situation.state, quiet: quietOf(situation) };
      const later = { ...situation, state, now: new Date(now.getTime() + seconds * 1000) };
      if (!isQuiet(later)) return;
      quiet++;
      expect(dueWindows(later)).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(quiet).toBeGreaterThan(20);
});

const known: Situation = {
  now,
  datasets: DATASETS['line-works'],
  depth: () => 1,
  scope: 'all',
  state: newAccount('default'),
  listed: [],
  entryOf: () => undefined,
  failuresOf: () => [],
  range: null,
  only: null,
};
const still: Situation = { ...known, state: { ...known.state, quiet: quietOf(known) } };
const failed = { dataset: 'usages', from: '2026-11-01', to: '2026-11-30', customer: null, kind: 'whole' } as const;

test.each([
  ['until a day begins in Tokyo', {}, true],
  ['not longer', { now: after(13) }, false],
  ['not before it began', { now: after(-1) }, false],
  ['not for a run of a range', { range: { from: '2026-11-01', to: '2026-11-02' } }, false],
  ['not for a run of some customers', { only: new Set(['a']) }, false],
  ['not for a longer list', { listed: [{ id: 'a', name: null }] }, false],
  ['not under another scope', { scope: 'one' }, false],
  ['not for another depth', { depth: () => 2 }, false],
  ['not after a failure', { failuresOf: () => [{ ...failed, code: 'THROTTLED', at: 0 } as const] }, false],
])('it is quiet %s', (_when, change: Partial<Situation>, isStill) => {
  expect(isQuiet({ ...still, now: after(11), ...change })).toBe(isStill);
});

test('an idle tick after the first asks for nothing of the customers', async () => {
  const domains: Domains = new Map([['10000001', () => 3]]);
  const bench = await lineWorksBench(domains, '2026-11-04T03:00:00Z');
  const asked: string[] = [];
  const table = notingTable(bench.table, /"[CU]#line-works/, asked);
  const dueAt = async (hour: string): Promise<number> => {
    asked.length = 0;
    bench.setNow(`2026-11-04T${hour}:00:00Z`);
    return (await bench.collect({}, { table })).windows.due;
  };
  expect(await dueAt('03')).toBe(2);
  expect(await dueAt('04')).toBe(0);
  expect(asked.length).toBeGreaterThan(0);
  expect(await dueAt('05')).toBe(0);
  expect(asked).toEqual([]);
  // Whoever is new in the list is seen at once, and so is a day that has ended.
  domains.set('10000002', () => 4);
  expect(await dueAt('06')).toBe(2);
  expect(await dueAt('07')).toBe(0);
  expect(asked).toEqual([]);
  expect(await dueAt('15')).toBe(4);
});
