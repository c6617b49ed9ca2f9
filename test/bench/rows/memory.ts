/** Memory: 100,000 rows of Partner Center in a heap of 96 MB, as the collector is deployed; of three runs the one that took most. */
import { COLLECTOR_NODE_OPTIONS } from '../../../infra/node-options.ts';
import { interleaved } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

async function run(bench: Bench): Promise<Line[]> {
  await bench.endpoints.world({ provider: 'partner-center', customers: 5000, products: 10 });
  const bundle = bench.built.functionFile('collect-partner-center');
  const { small } = await interleaved(
    { ...bench, rounds: 3 },
    {
      small: {
        file: 'sides/collect.mjs',
        input: { bundle, expected: 100_000 },
        flags: ['--max-old-space-size=96'],
        env: { NODE_OPTIONS: COLLECTOR_NODE_OPTIONS },
      },
    },
  );
  return [
    {
      what: 'memory, Partner Center, 100,000 rows, --max-old-space-size=96',
      against: '',
      ours: '',
      theirs: '',
      figure: Math.max(...small.map(({ peakMb }) => peakMb)),
      unit: 'MB resident',
      goal: { most: 230 },
      note: `with the NODE_OPTIONS that the stack gives collectors: ${COLLECTOR_NODE_OPTIONS}`,
    },
  ];
}

export const memory: Group = { name: 'memory', words: ['heap', 'resident'], run };
