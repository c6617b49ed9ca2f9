/** What is deployed, in KB: size is start-up time. `npm run build` refuses more than this by itself. */
import { statSync } from 'node:fs';
import { ENTRIES } from '../../../infra/bundles.ts';
import type { Bench, Group, Line } from '../row.ts';

const goalOf = (name: string): number => {
  if (name === 'api') return 550;
  return name === 'collect-naver-cloud' ? 1050 : 1000;
};

async function run({ built }: Bench): Promise<Line[]> {
  return Object.keys(ENTRIES).map((name) => {
    const kilobytes = statSync(built.functionFile(name)).size / 1000;
    return {
      what: `bundle: ${name}`,
      against: '',
      ours: '',
      theirs: '',
      figure: kilobytes,
      unit: 'KB',
      goal: { most: goalOf(name) },
    };
  });
}

export const bundleSizes: Group = { name: 'bundles', words: ['size', 'kb'], run };
