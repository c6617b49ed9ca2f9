import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isGuarded } from '../../../functions/api/guard.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, eventOf, openDoor, tableOf } from './door.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { env: {} });
});
afterAll(() => db.close());

const statusOf = async (method: string, target: string, jwt: object | null): Promise<number> =>
  (await door.send(eventOf(method, target, { jwt }))).status;

const READ = { scopes: ['seatwatch/read'], claims: {} };
const COLLECT = { scopes: ['seatwatch/collect'], claims: {} };

/** One path written in other ways: some characters escaped once or more, slashes doubled, letters in the other case. */
const spellings = (path: string) =>
  fc
    .array(fc.constantFrom('plain', 'escaped', 'twice', 'other case', 'slash'), {
      minLength: path.length,
      maxLength: path.length,
    })
    .map((ways) =>
      path
        .split('')
        .map((char, index) => {
          const code = `%${char.charCodeAt(0).toString(16)}`;
          if (ways[index] === 'escaped' && index > 0) return code;
          if (ways[index] === 'twice' && index > 0) return code.replace('%', '%25');
          if (ways[index] === 'other case') return char.toUpperCase();
          return ways[index] === 'slash' && char === '/' ? '//' : char;
        })
        .join(''),
    );

describe('without a token', () => {
  test.each([
    '/v1/usage',
    '/v1/usage/',
    '/v1/%75sage',
    '/%76%31/usage',
    '/%2576%2531/usage',
    '//v1/usage',
    '/v1//usage',
    '/V1/usage',
    '/v1/USAGE',
    '/v1\\usage',
    '/x/../v1/usage',
    '/x/%2e%2e/v1/usage',
    '/v1/..%2fhealthz',
    '/v1%2Fusage',
    '/v1;a=b/usage',
    '/v1',
    '/v1/',
    '/v1/nothing',
    '/v1/openapi.json/',
    '/v1/openapi.json/../usage',
    '/v1/usage?x=1',
    '/v1/runs',
  ])('%s is refused', async (target) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'get']) {
      expect([method, await statusOf(method, target, null)]).toEqual([method, 401]);
    }
  });

  test('no spelling of any route under /v1 gets through', async () => {
    const routes = [
      '/v1/usage',
      '/v1/underused',
      '/v1/overages',
      '/v1/customers',
      '/v1/providers',
      '/v1/coverage',
      '/v1/runs',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes).chain(spellings),
        fc.constantFrom('GET', 'HEAD'),
        async (path, method) => {
          expect(isGuarded(path)).toBe(true);
          expect(await statusOf(method, path, null)).toBe(401);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('what is public stays public', async () => {
    for (const path of ['/', '/healthz', '/config.json', '/v1/openapi.json', '/assets/page.css']) {
      expect([path, await statusOf('GET', path, null)]).toEqual([path, 200]);
    }
    expect(await statusOf('GET', '/v10/usage', null)).toBe(404);
    expect(await statusOf('GET', '/v1-old', null)).toBe(404);
  });

  test('an authorizer of another kind is no token', async () => {
    const event = eventOf('GET', '/v1/runs', { jwt: null });
    const requestContext = { ...event.requestContext, authorizer: { lambda: { scopes: ['seatwatch/read'] } } };
    expect((await door.send({ ...event, requestContext } as typeof event)).status).toBe(401);
  });

  test('the answer says what is missing', async () => {
    const answer = await door.send(eventOf('GET', '/v1/usage', { jwt: null }));
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' });
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'a bearer token is needed',
    });
  });
});

describe('with a token', () => {
  test('reading needs one scope and starting a run the other', async () => {
    expect(await statusOf('GET', '/v1/runs', READ)).toBe(200);
    expect(await statusOf('HEAD', '/v1/runs', READ)).toBe(200);
    expect(await statusOf('GET', '/v1/runs', COLLECT)).toBe(403);
    expect(await statusOf('POST', '/v1/runs', READ)).toBe(403);
    expect(await statusOf('POST', '/v1/runs', COLLECT)).toBe(400);
    expect(await statusOf('GET', '/v1/nothing', READ)).toBe(404);
    expect(await statusOf('DELETE', '/v1/usage', READ)).toBe(405);
    expect(await statusOf('DELETE', '/v1/usage', { claims: {} })).toBe(403);
  });

  test.each([
    { scopes: ['seatwatch/read'] },
    { scopes: null, claims: { scope: 'openid seatwatch/read' } },
    { scopes: [], claims: { scp: 'seatwatch/read seatwatch/collect' } },
    { claims: { scp: ['seatwatch/read'] } },
    { claims: { scp: '[seatwatch/read seatwatch/collect]' } },
  ])('the scope counts wherever the issuer writes it: %j', async (jwt) => {
    expect(await statusOf('GET', '/v1/runs', jwt)).toBe(200);
  });

  test.each([
    {},
    { scopes: ['seatwatch/reader'] },
    { claims: { scope: 'seatwatch/read.more xseatwatch/read' } },
    { scopes: 'x', claims: 'seatwatch/read' },
    { scopes: [{}, 7, null] },
  ])('anything else is no scope: %j', async (jwt) => {
    expect(await statusOf('GET', '/v1/runs', jwt)).toBe(403);
  });

  test('the scopes can be named otherwise', async () => {
    const other = openDoor(tableOf(db), { env: { SEATWATCH_SCOPE_READ: 'https://api/read' } });
    const send = async (scope: string) =>
      (await other.send(eventOf('GET', '/v1/runs', { jwt: { scopes: [scope] } }))).status;
    expect([await send('https://api/read'), await send('seatwatch/read')]).toEqual([200, 403]);
  });
});
