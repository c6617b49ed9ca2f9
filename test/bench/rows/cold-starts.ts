/** Cold starts: import and first call in twenty fresh processes each, all in turns. */
import { PROVIDER_IDS } from '../../../lib/usage.ts';
import { interleaved, median, millis, ratioOf, type Side } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';

const PROCESSES = 20;

/** A customer's day: the ledger is empty, so the calls are made and answered. */
const QUESTION = JSON.stringify({
  version: '2.0',
  rawPath: '/v1/usage',
  rawQueryString: 'provider=line-works&customer=10000003&from=2026-11-20&to=2026-11-20',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/v1/usage' } },
});

const sideOf = (bundle: string, event: string): Side => ({
  file: 'sides/first-call.mjs',
  input: { bundle, event },
  env: { SEATWATCH_AUTH: 'none' },
  // Not configured: what every tick does, and nothing else.
  bareSecret: true,
});

async function run(bench: Bench): Promise<Line[]> {
  const { built, endpoints } = bench;
  await endpoints.world({ provider: 'line-works', customers: 1, products: 1 });
  const collectors = PROVIDER_IDS.map((id) => `collect-${id}`);
  const sides: Readonly<Record<string, Side>> = {
    handler: sideOf(built.partFile('handler'), QUESTION),
    ...Object.fromEntries(collectors.map((name) => [name, sideOf(built.functionFile(name), '{}')])),
    api: sideOf(built.functionFile('api'), QUESTION),
  };
  const found = await interleaved({ ...bench, rounds: PROCESSES, progress: () => {} }, sides);
  const wall = (name: string): number[] => (found[name] ?? []).map(({ wallMs }) => wallMs);
  return ['api', ...collectors].map((name) => ({
    what: `cold start: ${name}`,
    against: 'a handler with only the DynamoDB client',
    ours: millis(median(wall(name))),
    theirs: millis(median(wall('handler'))),
    figure: ratioOf(wall(name), wall('handler')),
    unit: '×',
    goal: { most: name === 'api' ? 1.3 : 1.5 },
  }));
}

export const coldStarts: Group = { name: 'cold-starts', words: ['start', 'import'], run };
