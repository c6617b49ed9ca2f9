/**
 * Cold starts: import and first call in twenty fresh processes each, all in turns. The handler sends one query. The API is
 * asked for a customer's day; a collector reads its secret, which holds nothing yet, and notes that in the ledger: the
 * least that each can do, on an empty ledger, so that starting is what is measured. What a collector's starts mostly do
 * is measured too: a tick with nothing due, which reads all of the ledger's directory.
 */
import { PROVIDER_IDS } from '../../../lib/usage.ts';
import type { WorldName } from '../endpoints/vendor.ts';
import { OWN_CLOCK, runProgram } from '../program.ts';
import { interleaved, median, millis, ratioOf, type Rounds, type Side } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

const PROCESSES = 20;
const HISTORY = '{"line-works":2,"naver-cloud":1,"trend-micro":7}';
const QUESTION = JSON.stringify({
  version: '2.0',
  rawPath: '/v1/usage',
  rawQueryString: 'provider=line-works&customer=10000003&from=2026-11-20&to=2026-11-20',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/v1/usage' } },
});

const sideOf = (bundle: string, event: string, more: Partial<Side> = {}): Side => ({
  file: 'sides/first-call.mjs',
  input: { bundle, event },
  env: { SEATWATCH_AUTH: 'none', SEATWATCH_HISTORY: HISTORY },
  ...more,
});

function lineOf(found: Rounds<string>, name: string, goal: Line['goal'], what: string, note: string): Line {
  const wall = (side: string): number[] => (found[side] ?? []).map(({ wallMs }) => wallMs);
  const slim = `${millis(median(wall('slim')))}, ${ratioOf(wall(name), wall('slim')).toFixed(2)} ×`;
  return {
    what: `cold start: ${what}`,
    against: 'a handler with only the DynamoDB client',
    ours: millis(median(wall(name))),
    theirs: millis(median(wall('handler'))),
    figure: ratioOf(wall(name), wall('handler')),
    unit: '×',
    goal,
    note: `${note}; the handler bundled in our own way: ${slim}`,
  };
}

async function starts(bench: Bench): Promise<Line[]> {
  const { built } = bench;
  const names = PROVIDER_IDS.map((id) => `collect-${id}`);
  const found = await interleaved(
    { ...bench, rounds: PROCESSES, progress: () => {} },
    {
      handler: sideOf(built.partFile('handler'), QUESTION),
      slim: sideOf(built.partFile('slim-handler'), QUESTION),
      api: sideOf(built.functionFile('api'), QUESTION),
      ...Object.fromEntries(names.map((name) => [name, sideOf(built.functionFile(name), '{}', { bareSecret: true })])),
    },
  );
  return [
    lineOf(found, 'api', { most: 1.3 }, 'api', 'one customer for a day'),
    ...names.map((name) => lineOf(found, name, { most: 1.5 }, name, 'its secret and a note in the ledger')),
  ];
}

/** A tick with nothing due, after a first collection. */
async function idleTick(bench: Bench, provider: WorldName['provider']): Promise<Line> {
  const { built, endpoints } = bench;
  const bundle = built.functionFile(`collect-${provider}`);
  const env = { SEATWATCH_HISTORY: HISTORY };
  await endpoints.world({ provider, customers: 3, products: provider === 'naver-cloud' ? 100 : 2 });
  await endpoints.reset();
  await runProgram(endpoints, { file: 'sides/collect.mjs', input: { bundle }, env, flags: OWN_CLOCK });
  const found = await interleaved(
    { ...bench, progress: () => {} },
    {
      handler: sideOf(built.partFile('handler'), QUESTION, { keep: true }),
      slim: sideOf(built.partFile('slim-handler'), QUESTION, { keep: true }),
      tick: sideOf(bundle, '{}', { keep: true }),
    },
  );
  const { requests } = await endpoints.counts();
  const calls = Object.values(requests).reduce((sum, one) => sum + one, 0);
  return lineOf(found, 'tick', null, `collect-${provider}, a tick with nothing due`, `${calls} calls of DynamoDB`);
}

async function run(bench: Bench): Promise<Line[]> {
  const lines = await starts(bench);
  for (const provider of PROVIDER_IDS) lines.push(await idleTick(bench, provider));
  return lines;
}

export const coldStarts: Group = { name: 'cold-starts', words: ['start', 'import'], run };
