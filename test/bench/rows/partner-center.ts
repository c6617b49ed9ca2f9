/** Partner Center: 5,000 customers with ten products in each of its two lists, 100,000 rows. */
import { interleaved, median, ratioOf, seconds } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

const ROWS = 100_000;
const WORLD = { provider: 'partner-center', customers: 5000, products: 10 } as const;

async function run(bench: Bench): Promise<Line[]> {
  const { endpoints, built } = bench;
  await endpoints.world(WORLD);
  const found = await interleaved(bench, {
    ours: {
      file: 'sides/collect.mjs',
      input: { bundle: built.functionFile('collect-partner-center'), expected: ROWS },
    },
    one: { file: 'baselines/partner-center-put.mjs', input: { parallel: 1 } },
    parallel: { file: 'baselines/partner-center-put.mjs', input: { parallel: 25 } },
    batch: { file: 'baselines/partner-center-batch.mjs' },
    limit: { file: 'baselines/partner-center-limit.mjs', input: { parts: built.partFile('parts') } },
    reading: { file: built.partFile('read-only') },
    airbyte: { file: 'baselines/airbyte-source.mjs' },
  });
  const wall = (name: keyof typeof found): number[] => found[name].map(({ wallMs }) => wallMs);
  const shown = (name: keyof typeof found): string => seconds(median(wall(name)));
  const cpu = (name: keyof typeof found): string => seconds(median(found[name].map(({ cpuMs }) => cpuMs)));
  const line = (what: string, against: string, theirs: keyof typeof found, least: number, note?: string): Line => ({
    what,
    against,
    ours: shown('ours'),
    theirs: shown(theirs),
    figure: ratioOf(wall(theirs), wall('ours')),
    unit: '×',
    goal: { least },
    ...(note === undefined ? {} : { note }),
  });
  return [
    line('Partner Center, 100,000 rows: collect', 'axios and one awaited Put a row', 'one', 45),
    line('the same', 'the script with 25 Puts in parallel', 'parallel', 15),
    line('the same', 'axios + zod + BatchWrite', 'batch', 2.5, `CPU ${cpu('ours')} against ${cpu('batch')}`),
    line('the same', 'limit: fetch + JSON.parse + normalise, nothing written', 'limit', 0.15),
    {
      what: 'reading only, records out',
      against: 'faros-airbyte-cdk source',
      ours: shown('reading'),
      theirs: shown('airbyte'),
      figure: ratioOf(wall('airbyte'), wall('reading')),
      unit: '×',
      goal: { least: 2.5 },
      note: `CPU ${cpu('reading')} against ${cpu('airbyte')}`,
    },
  ];
}

export const partnerCenter: Group = { name: 'partner-center', words: ['collect', 'limit', 'airbyte', 'faros'], run };
