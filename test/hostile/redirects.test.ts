/** Credentials go to the hosts of the secret alone: no answer of a vendor sends them, or anything else, somewhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CUSTOMER_LIST, DATA, SIGN_IN_PATH } from '../../infra/local/vendors/faults/catalogue/targets.ts';
import type { Fault } from '../../infra/local/vendors/faults/fault.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { dynamodbOn } from '../faults/memory-parts.ts';
import { type SignIn, WORLDS } from '../faults/worlds.ts';
import { isWhole } from '../support/attack.ts';
import type { Bench } from '../support/bench.ts';
import { type HttpServer, serveHttp } from '../support/http-server.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';
import { type LocalSecretsManager, startSecretsManager } from '../support/secrets-manager.ts';

const NOW = '2026-11-04T00:30:00Z';
const LONG = { timeout: 120_000 };

/** Every kind of request that a provider makes. */
const CALLS = {
  'line-works': [
    SIGN_IN_PATH['line-works'],
    CUSTOMER_LIST['line-works'],
    DATA['line-works'],
    '/10000001/option-product-usages',
  ],
  'partner-center': [SIGN_IN_PATH['partner-center'], DATA['partner-center'], '/deployment/license'],
  'naver-cloud': [DATA['naver-cloud']],
  'trend-micro': [CUSTOMER_LIST['trend-micro'], DATA['trend-micro'], '/customers/usage'],
} as const satisfies Record<ProviderId, readonly string[]>;

/** The fields of a secret that say where to. */
const ADDRESSES = {
  'line-works': ['baseUrl', 'authUrl'],
  'partner-center': ['baseUrl', 'loginUrl'],
  'naver-cloud': ['baseUrl'],
  'trend-micro': ['baseUrl'],
} as const satisfies Record<ProviderId, readonly string[]>;

let secrets: LocalSecretsManager;
let elsewhere: HttpServer;
const benches: Bench[] = [];

beforeAll(async () => {
  secrets = await startSecretsManager();
  elsewhere = await serveHttp((_, response) => response.end('{"access_token":"x","token_type":"Bearer"}'));
});
afterAll(async () => {
  await Promise.all(benches.map((bench) => bench.close()));
  await Promise.all([secrets.close(), elsewhere.close()]);
});

async function start(provider: ProviderId, signIn?: SignIn): Promise<Bench> {
  const bench = await WORLDS[provider](NOW, { dynamodb: dynamodbOn(new MemoryDynamoDb()), secrets }, signIn);
  benches.push(bench);
  return bench;
}

/** In full, and without a scheme. */
const addressesOf = ({ origin }: HttpServer): string[] => (isWhole ? [origin, origin.replace('http:', '')] : [origin]);

const redirections = (path: string): Fault[] =>
  (isWhole ? [301, 302, 303, 307, 308] : [302, 307, 308]).flatMap((status) =>
    addressesOf(elsewhere).map((to): Fault => {
      const location = `${to}/v1.0/partners/customers/10000001/usages?year=2026&month=11`;
      return { kind: 'status', status, headers: { location }, path };
    }),
  );

describe.each(PROVIDER_IDS)('%s', (provider) => {
  const signIns =
    provider === 'line-works' ? (['service-account', 'refresh-token'] as const) : (['its secret'] as const);
  const calls = CALLS[provider].flatMap((path) => signIns.map((signIn) => [path, signIn] as const));
  test.each(calls)('no redirect of %s leads to another host, signed in by %s', LONG, async (path, signIn) => {
    const bench = await start(provider, signIn === 'its secret' ? undefined : signIn);
    for (const fault of redirections(path)) {
      bench.vendor.clearFaults();
      bench.vendor.fault(fault);
      bench.vendor.forget();
      const result = await bench.collect({ from: '2026-11-01', to: '2026-11-03' }).catch((error: unknown) => error);
      expect(bench.vendor.requests.filter(({ target }) => target.includes(path)).length).toBeGreaterThan(0);
      expect(JSON.stringify(result)).not.toContain('"status":"complete"');
    }
    expect(bench.errors.length).toBeGreaterThan(0);
    expect(elsewhere.asked).toEqual([]);
  });

  test.each(ADDRESSES[provider])('nothing is asked where %s is not https', LONG, async (field) => {
    const bench = await start(provider);
    const { port } = new URL(elsewhere.origin);
    for (const address of ['http://vendor.example', `http://0.0.0.0:${port}`, `http://127.0.0.1.example:${port}`]) {
      bench.putSecret({ ...(bench.vendor.secret as object), [field]: address });
      bench.errors.length = 0;
      await bench.collect().catch(() => undefined);
      expect(bench.errors.map(({ code }) => code)).toEqual(['CONFIG_INVALID']);
      expect(bench.errors[0]?.message).toContain(field);
    }
    expect(bench.vendor.requests).toEqual([]);
    expect(elsewhere.asked).toEqual([]);
  });
});

describe('no link to the next page leads to another host', () => {
  test.each([
    ['partner-center', DATA['partner-center'], '@nextLink'],
    ['partner-center', '/deployment/license', '@nextLink'],
    ['line-works', CUSTOMER_LIST['line-works'], 'responseMetaData.nextCursor'],
  ] as const)('of %s at %s', LONG, async (provider, path, at) => {
    for (const to of addressesOf(elsewhere)) {
      const bench = await start(provider);
      bench.vendor.fault({ kind: 'edit', path, edits: [{ op: 'set', at, to: `${to}/next` }], times: 1 });
      await bench.collect().catch(() => undefined);
      expect(bench.vendor.requests.filter(({ target }) => target.includes(path)).length).toBeGreaterThan(0);
    }
    expect(elsewhere.asked).toEqual([]);
  });
});
