/** Secrets that are looked for everywhere after runs that met every fault: nothing and nobody tells them. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CATALOGUE } from '../../infra/local/vendors/faults/catalogue.ts';
import type { Fault } from '../../infra/local/vendors/faults/fault.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { dynamodbOn } from '../faults/memory-parts.ts';
import { WORLDS } from '../faults/worlds.ts';
import { openDoor } from '../functions/api/door.ts';
import type { Bench } from '../support/bench.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';
import { type LocalSecretsManager, startSecretsManager } from '../support/secrets-manager.ts';
import { itemsIn } from '../support/shown.ts';
import { wantsAll } from './cases.ts';
import { leaked, marksOf, seenOf } from './marks.ts';

const NOW = '2026-11-04T00:30:00Z';
/** These wait for limits of time or fill memory; what they end in, others end in too. */
const LONG = /^(endless-list|slow-headers|slow-body|dripping-body|gzip-bomb)$/;
const EVERYWHERE =
  '/v1/usage /v1/overages?state=all /v1/customers /v1/providers /v1/coverage /v1/corrections /v1/runs /';

let secrets: LocalSecretsManager;
const benches: Bench[] = [];

beforeAll(async () => {
  secrets = await startSecretsManager();
});
afterAll(async () => {
  await Promise.all(benches.map((bench) => bench.close()));
  await secrets.close();
});

async function start(provider: ProviderId, manager = secrets): Promise<Bench> {
  const signIn = provider === 'line-works' && benches.length % 2 === 0 ? 'refresh-token' : 'service-account';
  const bench = await WORLDS[provider](NOW, { dynamodb: dynamodbOn(new MemoryDynamoDb()), secrets: manager }, signIn);
  benches.push(bench);
  return bench;
}

/** Runs twice, and gives all that anybody could then see. */
async function seenAfter(bench: Bench): Promise<string> {
  const seen: unknown[] = [];
  for (const _ of [1, 2]) seen.push(await bench.collect().catch((error: unknown) => seenOf(error)));
  const door = openDoor(bench.table, { now: () => new Date(NOW) });
  for (const target of EVERYWHERE.split(' ')) seen.push((await door.get(target)).text);
  const items = await itemsIn(bench.table);
  return [JSON.stringify([seen, items, bench.notices]), ...bench.errors.map(seenOf)].join('\n');
}

const historyOf = (bench: Bench): readonly string[] =>
  bench.secrets.history(`seatwatch/${bench.vendor.id}/${bench.table.name}`);
const leaksOf = (bench: Bench, seen: string): string[] => leaked(seen, marksOf(bench.vendor, historyOf(bench)));

describe.each(PROVIDER_IDS)('of %s', (provider) => {
  test('nothing is told after a run that met nothing', async () => {
    const bench = await start(provider);
    const seen = await seenAfter(bench);
    expect(marksOf(bench.vendor, historyOf(bench)).length).toBeGreaterThan(3);
    expect(leaksOf(bench, seen)).toEqual([]);
  });

  const all = CATALOGUE.flatMap(({ name, at }): Array<[string, readonly Fault[]]> => {
    const found = at[provider];
    return typeof found === 'string' || LONG.test(name) ? [] : [[name, found]];
  });
  // A few of them, others at each provider, unless all are wanted.
  const faults = all.filter((_, index) => wantsAll || index % 16 === provider.length % 16);
  test.each(faults)('nothing is told after the fault %s', async (_, found) => {
    const bench = await start(provider);
    for (const fault of found) bench.vendor.fault(fault);
    expect(leaksOf(bench, await seenAfter(bench))).toEqual([]);
  });

  test.each(wantsAll ? [200, 400, 401, 403, 404, 429, 500] : [400, 403])(
    'nothing is told of what the vendor itself repeats under %i',
    async (status) => {
      const bench = await start(provider);
      await bench.collect();
      const marks = marksOf(bench.vendor, historyOf(bench));
      for (const each of marks) {
        const words = `because of ${each} and "${each}"`;
        const error = { errorCode: '100', code: 'X', message: words, details: words };
        const body = { code: 'X', description: words, error, errorCode: '100', message: words, error_subject: words };
        const more = { error_message: words, error_description: words, returnCode: '9', returnMessage: words };
        bench.vendor.fault({ kind: 'body', status, body: JSON.stringify({ ...body, ...more }), times: 1 });
      }
      bench.setNow('2026-11-05T00:30:00Z');
      expect(leaked(await seenAfter(bench), marks)).toEqual([]);
    },
  );

  test('nothing is told of a secret that is wrong, nor when Secrets Manager fails', async () => {
    const manager = await startSecretsManager();
    onTestFinished(() => manager.close());
    const bench = await start(provider, manager);
    const [text = ''] = historyOf(bench);
    const account = JSON.parse(text) as Record<string, unknown>;
    const nested = Object.fromEntries(Object.entries(account).map(([name, value]) => [name, { hidden: value }]));
    const swapped = Object.fromEntries(Object.keys(account).map((name) => [name, 'opensesame-opensesame']));
    const wrong = [`${text}${text}`, text.slice(0, -2), JSON.stringify([text]), JSON.stringify(nested), `"${text}"`];
    for (const value of [...wrong, JSON.stringify(swapped), JSON.stringify([account, account])]) {
      bench.putSecret(value);
      const marks = ['opensesame-opensesame', ...marksOf(bench.vendor, [text])];
      expect(leaked(await seenAfter(bench), marks)).toEqual([]);
    }
    bench.putSecret(text);
    for (const operation of ['GetSecretValue', 'PutSecretValue'] as const) {
      manager.fail(operation, 'InternalServiceError', 12);
      expect(leaked(await seenAfter(bench), marksOf(bench.vendor, [text]))).toEqual([]);
      manager.fail(operation, 'AccessDeniedException', 1);
      expect(leaked(await seenAfter(bench), marksOf(bench.vendor, [text]))).toEqual([]);
    }
  });
});
