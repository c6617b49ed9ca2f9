/** Checking and normalising the rows of one Partner Center page against parsing their JSON, in one process. */
import { interleaved, median, millis } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

async function run(bench: Bench): Promise<Line[]> {
  const { built } = bench;
  const input = { parts: built.partFile('parts'), rounds: Math.max(15, bench.rounds * 3) };
  const { both } = await interleaved({ ...bench, rounds: 3 }, { both: { file: 'sides/normalise.mjs', input } });
  const of = (name: string): number => median(both.map(({ facts }) => facts[name] ?? Number.NaN));
  return [
    {
      what: 'check and normalise 10,000 rows',
      against: 'bare JSON.parse of them',
      ours: millis(of('normaliseMs')),
      theirs: millis(of('parseMs')),
      figure: of('ratio'),
      unit: '×',
      goal: { most: 1.25 },
    },
  ];
}

export const checkAndNormalise: Group = { name: 'normalise', words: ['check', 'parse'], run };
