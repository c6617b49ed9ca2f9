/** NAVER Cloud: 10,000 contracts of 100 members, two metered lines each, in both of the vendor's formats. */
import { interleaved, median, ratioOf, seconds } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

const CONTRACTS = 10_000;

async function run(bench: Bench): Promise<Line[]> {
  const { endpoints, built } = bench;
  await endpoints.world({ provider: 'naver-cloud', customers: CONTRACTS, products: 100 });
  const collect = {
    file: 'sides/collect.mjs',
    input: { bundle: built.functionFile('collect-naver-cloud'), expected: 2 * CONTRACTS },
  };
  const found = await interleaved(bench, {
    json: { ...collect, secret: { responseFormat: 'json' } },
    xml: { ...collect, secret: { responseFormat: 'xml' } },
    script: { file: 'baselines/naver-cloud.mjs' },
  });
  const wall = (name: keyof typeof found): number[] => found[name].map(({ wallMs }) => wallMs);
  const line = (name: 'json' | 'xml', against: string, least: number): Line => ({
    what: `NAVER Cloud, 10,000 contracts, ${name.toUpperCase()}: collect`,
    against,
    ours: seconds(median(wall(name))),
    theirs: seconds(median(wall('script'))),
    figure: ratioOf(wall('script'), wall(name)),
    unit: '×',
    goal: { least },
    note: 'the script reads XML',
  });
  return [line('json', 'axios + xml2js + Put', 30), line('xml', 'the same script', 8)];
}

export const naverCloud: Group = { name: 'naver-cloud', words: ['collect', 'xml', 'json'], run };
