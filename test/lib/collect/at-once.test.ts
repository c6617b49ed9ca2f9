import { expect, test } from 'vitest';
import type { Item } from '../../../lib/ledger/client.ts';
import { itemsIn } from '../../support/shown.ts';
import { STORIES } from './changing-story.ts';
import { type Domains, lineWorksBench } from './rig.ts';

/**
 * Runs and leases are of each run; how often an item was written over is nobody's business, and where two runs met the
 * next one forgets what it could be spared, and may look at more than it has to. Texts are compared by what they say: in
 * which order two runs met the series is nobody's business either.
 */
const comparable = (items: readonly Item[]) =>
  items.map(({ v: _version, quiet: _quiet, w: _what, x: _unsettled, ...item }) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, /^[{[]/.test(String(value)) ? said(value) : value]),
    ),
  );

const said = (value: unknown): unknown => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);

const isEnd = ({ message }: Readonly<Record<string, unknown>>): boolean =>
  (message as { kind?: string } | undefined)?.kind === 'closed';

test.each([
  ['line-works', 5],
  ['partner-center', 2],
  ['naver-cloud', 5],
  ['trend-micro', 2],
] as const)('%s: %d runs at once leave the same records, overages and directory as one', async (provider, runs) => {
  const [one, many] = await Promise.all([STORIES[provider](), STORIES[provider]()]);
  await one.collect();
  const results = await Promise.all(Array.from({ length: runs }, () => many.collect()));
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  expect(results.map(({ status }) => status)).toEqual(Array(runs).fill('complete'));
  expect(comparable(await itemsIn(many.table, 'RL'))).toEqual(comparable(await itemsIn(one.table, 'RL')));
  expect((await many.collect()).windows.due).toBe(0);
});

test('a run for an older range beside the first tick loses neither names nor readings', async () => {
  const domains: Domains = new Map([
    ['10000001', (day) => (day < '2026-11-01' ? { productId: 'OLD', memberCount: 12 } : 12)],
  ]);
  const start = '2026-11-03T03:00:00Z';
  const bench = await lineWorksBench(domains, start, 2);
  await Promise.all([bench.collect(), bench.collect({ from: '2026-10-01', to: '2026-10-31' })]);
  while ((await bench.collect()).windows.due > 0);
  const clean = await lineWorksBench(domains, start, 2);
  await clean.collect();
  // Whoever was first may have told of October's overage before it was seen to have ended, and then of its end.
  const shown = async ({ table }: Pick<typeof bench, 'table'>) =>
    comparable(await itemsIn(table, 'RLA')).filter((item) => !isEnd(item));
  expect(await shown(bench)).toEqual(await shown(clean));
});
