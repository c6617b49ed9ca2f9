/** Requests to the API as nobody should make them: what is the caller's fault is told to the caller, and nothing else breaks. */
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayEvent } from '../../functions/api/gateway.ts';
import { ROUTES } from '../../functions/api/routes.ts';
import { type Answer, type Door, eventOf, openDoor, tableOf } from '../functions/api/door.ts';
import { fillWorld, NOW } from '../functions/api/world.ts';
import { type LocalDynamoDb, startDynamoDb } from '../support/dynamodb.ts';
import { nastyJson, nastyText, tryCases } from './cases.ts';

let db: LocalDynamoDb;
let door: Door;
const cursors: string[] = [];

const LISTS = ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path);

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
  for (const path of LISTS) {
    const { json } = await door.get(`${path}?limit=1`);
    const { next = null } = (json ?? {}) as { next?: string | null };
    if (next !== null) cursors.push(next);
  }
});
afterAll(() => db.close());

/** What is wrong with this answer to a request that may be wrong itself. */
function flawsOf({ status, headers, text, json }: Answer): string[] {
  if (status < 400) return status >= 200 ? [] : [`status ${status}`];
  const told = (json ?? {}) as Record<string, unknown>;
  const checks: Record<string, boolean> = {
    [`status ${status}`]: status <= 499,
    type: headers['content-type'] === 'application/problem+json',
    'told status': text === '' || told['status'] === status,
    detail: text === '' || (typeof told['detail'] === 'string' && told['detail'].length < 500),
    allow: status !== 405 || headers['allow'] !== undefined,
  };
  return Object.entries(checks).flatMap(([name, good]) => (good ? [] : [name]));
}

const NAMES = [...new Set(ROUTES.flatMap(({ parameters }) => Object.keys(parameters)))];
const GOOD =
  'line-works partner-center naver-cloud trend-micro default 10000001 usages seats all closed customer json csv ndjson 2026-11-01 2026-11-20 0000-01-01 9999-12-31 1 1000'.split(
    ' ',
  );
const encodings: ReadonlyArray<(text: string) => string> = [
  (text) => encodeURIComponent(text.toWellFormed()),
  (text) => encodeURIComponent(encodeURIComponent(text.toWellFormed())),
  (text) => text.replace(/[#&]/g, ''),
  (text) => Buffer.from(text).toString('latin1'),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  (text) => `%${text}`,
];
const encoded = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.constantFrom(...encodings)).map(([value, encode]) => encode(value));

/** A cursor of ours for any route, whole, cut or changed; and one that only looks like ours, with a good check. */
const cursor: fc.Arbitrary<string> = fc.oneof(
  fc.nat().map((index) => cursors[index % cursors.length] ?? ''),
  fc.tuple(fc.nat(), fc.nat(), nastyText).map(([index, at, piece]) => {
    const whole = cursors[index % cursors.length] ?? '';
    const cut = at % (whole.length + 1);
    return encodeURIComponent((whole.slice(0, cut) + piece + whole.slice(cut + 1)).toWellFormed());
  }),
  fc
    .record({
      r: fc.constantFrom(...LISTS),
      q: fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), nastyText), fc.oneof(fc.constantFrom(...GOOD), nastyText), {
        maxKeys: 4,
      }),
      p: fc.array(fc.oneof(fc.constantFrom(...GOOD), nastyText), { maxLength: 9 }),
    })
    .map((content) => {
      const text = Buffer.from(JSON.stringify(content)).toString('base64url');
      return text + createHash('sha256').update(text).digest('base64url').slice(0, 8);
    }),
);

const parameter = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...GOOD)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NAMES), encoded(nastyText)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('cursor'), cursor) },
  { weight: 1, arbitrary: fc.tuple(encoded(nastyText), encoded(nastyText)) },
);
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LISTS) },
  { weight: 1, arbitrary: encoded(nastyText).map((text) => `/v1/${text}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/v1//usage', '/v1/%75sage', '/v1/%2575sage', '/v1/usage/', '/V1/usage', '//v1'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/', '/healthz', '/config.json', '/assets/x', '/assets/..%2f', `/${'a'.repeat(9000)}`),
  },
);
const header = fc.tuple(
  fc.constantFrom(
    'accept',
    'accept-encoding',
    'content-type',
    'if-none-match',
    'host',
    'x-forwarded-host',
    'x\u0000y',
    '',
  ),
  fc.oneof(
    nastyText,
    fc.constantFrom('text/csv', '*/*;q=NaN', 'gzip;q=9', ',,,;;;===', 'text/csv;q=0.1, application/json;q=-1'),
  ),
);

test('any parameters, cursors, paths and headers', async () => {
  await tryCases('requests that ask', {
    few: 120,
    cases: fc.record({
      method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'PUT', 'OPTIONS', 'BREW', 'G T'),
      path,
      query: fc.array(parameter, { maxLength: 4 }),
      headers: fc.array(header, { maxLength: 2 }),
    }),
    check: async ({ method, path: at, query, headers }) => {
      const target = `${at}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
      const answer = await door.send(eventOf(method, target, { headers: Object.fromEntries(headers) }));
      expect([target, flawsOf(answer)]).toEqual([target, []]);
      const told = answer.json as { parameter?: string; detail?: string } | null;
      // Some headers cannot even be written into a request.
      const asksForList = method === 'GET' && LISTS.includes(at) && told?.detail !== 'the request cannot be understood';
      const unnamed = answer.status === 400 && asksForList && typeof told?.parameter !== 'string';
      expect([target, unnamed]).toEqual([target, false]);
    },
  });
});

const body = fc.oneof(
  nastyJson.map((value) => JSON.stringify(value)),
  nastyText,
  fc
    .record(
      {
        provider: fc.oneof(fc.constantFrom('line-works', 'trend-micro', 'naver-cloud'), nastyJson),
        from: fc.oneof(fc.constantFrom('2026-11-01', '2026-02-30'), nastyJson),
        to: fc.oneof(fc.constantFrom('2026-11-20', '9999-12-31'), nastyJson),
        accounts: fc.oneof(fc.array(nastyText, { maxLength: 3 }), nastyJson),
        customers: fc.oneof(fc.array(nastyText, { maxLength: 3 }), nastyJson),
        extra: nastyJson,
      },
      { requiredKeys: ['provider'] },
    )
    .map((value) => JSON.stringify(value)),
);

test('any body', async () => {
  await tryCases('requests that start a run', {
    few: 60,
    cases: fc.record({ body, isBase64Encoded: fc.boolean() }),
    check: async (given) => {
      door.started.length = 0;
      const answer = await door.send({ ...eventOf('POST', '/v1/runs'), ...given });
      // Nothing is configured to be started here: a good body meets 503.
      expect([
        given.body,
        flawsOf(answer.status === 503 ? { ...answer, status: 400, json: { status: 400, detail: '' } } : answer),
      ]).toEqual([given.body, []]);
      expect(door.started).toEqual([]);
    },
  });
});

test('any event', async () => {
  const odd = fc.oneof(nastyJson, fc.constant(undefined));
  await tryCases('events of any shape', {
    few: 60,
    cases: fc.record({
      rawPath: fc.oneof(fc.constantFrom<unknown>('/v1/usage', '/v1/runs', '/'), odd),
      rawQueryString: odd,
      headers: fc.oneof(fc.dictionary(nastyText, odd, { maxKeys: 3 }), odd),
      body: odd,
      isBase64Encoded: odd,
      requestContext: fc.oneof(
        fc.record({ http: fc.oneof(fc.record({ method: odd, path: odd }), odd), authorizer: odd }),
        odd,
      ),
    }),
    check: async (event) => {
      const guarded = openDoor(tableOf(db), { now: () => NOW, env: {} });
      for (const one of [door, guarded]) {
        const answer = await one.send(event as GatewayEvent);
        expect([JSON.stringify(event), flawsOf(answer)]).toEqual([JSON.stringify(event), []]);
      }
    },
  });
});
