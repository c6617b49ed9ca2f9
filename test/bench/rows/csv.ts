/** An export of 100,000 records as CSV against their JSON. */
import { interleaved, median, millis, ratioOf } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

/** A round takes a third of a second, in which much can come between. */
const TIMES = 3;

async function run(bench: Bench): Promise<Line[]> {
  const parts = bench.built.partFile('parts');
  const found = await interleaved(
    { ...bench, rounds: TIMES * bench.rounds },
    {
      csv: { file: 'sides/csv.mjs', input: { parts, form: 'csv' }, flags: ['--expose-gc'] },
      json: { file: 'sides/csv.mjs', input: { parts, form: 'json' }, flags: ['--expose-gc'] },
    },
  );
  const wall = (name: keyof typeof found): number[] => found[name].map(({ wallMs }) => wallMs);
  const more = (name: keyof typeof found): number => median(found[name].map(({ facts }) => facts['moreMb'] ?? 0));
  const common = { what: 'CSV of 100,000 records', against: 'JSON.stringify of them' };
  return [
    {
      ...common,
      ours: millis(median(wall('csv'))),
      theirs: millis(median(wall('json'))),
      figure: ratioOf(wall('csv'), wall('json')),
      unit: '× the time',
      goal: { most: 1 },
    },
    {
      ...common,
      what: 'its memory',
      ours: `${more('csv').toFixed(0)} MB`,
      theirs: `${more('json').toFixed(0)} MB`,
      figure: more('csv'),
      unit: 'MB more',
      goal: { most: 100 },
    },
  ];
}

export const csv: Group = { name: 'csv', words: ['export', 'memory'], run };
