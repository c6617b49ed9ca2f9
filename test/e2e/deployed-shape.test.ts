/** The functions in the shape that the template gives them, behind its routes, with tokens of a real issuer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIGURATIONS } from '../infra/configurations.ts';
import { ofType, textOf } from '../infra/template.ts';
import type { Answered } from './api-gateway.ts';
import { type DeployedStack, deployStack } from './deployed-stack.ts';
import { startIssuer } from './issuer.ts';

const LONG = { timeout: 60_000 };
const ISSUER = 'https://login.example.com/tenant/v2.0';
const AUDIENCE = 'api://seatwatch';
const ISSUED = { issuer: ISSUER, scopes: ['Seats.Read', 'Seats.Collect', 'Seats.Other'] };

let stack: DeployedStack;
/** The ids of all customers in the ledger. */
let customers: string[];

const tokenFor = (...scopes: string[]): Promise<string> => stack.issuer.token(AUDIENCE, scopes.join(' '));

beforeAll(async () => {
  stack = await deployStack(CONFIGURATIONS['an issuer of one’s own'], ISSUED);
  const { body } = await stack.gateway('GET', '/v1/customers?limit=1000', { token: await tokenFor('Seats.Read') });
  customers = (JSON.parse(body) as { items: Array<{ customerId: string }> }).items.map((one) => one.customerId);
}, 2 * LONG.timeout);
afterAll(() => stack.close());

describe('a collector in the shape of the template', () => {
  test('reads its secret by the ARN, collects, and tells the topic', () => {
    expect(stack.collected).toMatchObject({ provider: 'trend-micro', status: 'complete', windows: { failed: 0 } });
    expect(stack.collected.windows.collected).toBeGreaterThan(0);
    expect(stack.published).toHaveLength(1);
    expect(new URLSearchParams(stack.published[0]).get('TopicArn')).toMatch(
      /^arn:aws:sns:us-east-1:000000000000:Alarms/,
    );
  });
});

describe('a token that the template’s authorizer believes', () => {
  test('opens what its scope is for', LONG, async () => {
    expect(customers.length).toBeGreaterThan(3);
    const read = await tokenFor('Seats.Read');
    const usage = await stack.gateway('GET', '/v1/usage?provider=trend-micro', { token: read });
    expect(usage.statusCode).toBe(200);
    expect((JSON.parse(usage.body) as { items: object[] }).items.length).toBeGreaterThan(0);
    expect(await stack.gateway('HEAD', '/v1/usage', { token: read })).toMatchObject({ statusCode: 200, body: '' });
    const nothing = await stack.gateway('GET', '/v1/nothing', { token: read });
    expect(nothing).toMatchObject({ statusCode: 404, headers: { 'content-type': 'application/problem+json' } });
  });

  test('starts a collector by the name that the deploy gave it', LONG, async () => {
    const token = await tokenFor('Seats.Collect', 'Seats.Read');
    const asked = { token, body: { provider: 'trend-micro' } };
    expect((await stack.gateway('POST', '/v1/runs', asked)).statusCode).toBe(202);
    expect(stack.started).toEqual([
      `/2015-03-31/functions/${stack.api.environment['SEATWATCH_COLLECTOR_TREND_MICRO']}/invocations`,
    ]);
  });

  test('is refused by the function where only the gateway’s widest route let it in', LONG, async () => {
    const token = await tokenFor('Seats.Collect');
    const before = stack.events.length;
    expect((await stack.gateway('GET', '/v1/%75sage', { token })).statusCode).toBe(403);
    expect(stack.events.length).toBe(before + 1);
  });

  test('is not asked of the page and of what tells how to get one', LONG, async () => {
    const { body: shell } = await stack.gateway('GET', '/');
    const assets = shell.match(/\/assets\/[\w.-]+/g) ?? [];
    expect(assets.length).toBeGreaterThan(2);
    for (const path of ['/', '/healthz', '/config.json', '/v1/openapi.json', ...assets]) {
      expect((await stack.gateway('GET', path)).statusCode).toBe(200);
      expect((await stack.gateway('HEAD', path)).statusCode).toBe(200);
    }
    const { body } = await stack.gateway('GET', '/config.json');
    expect(JSON.parse(body)).toEqual({
      issuer: ISSUER,
      clientId: 'page',
      scopes: ['Seats.Read', 'Seats.Collect'],
      simulated: [],
    });
  });
});

/** The same token with other parts: a head, a body, a signature. */
const altered = (token: string, change: (parts: string[]) => string[]): string => change(token.split('.')).join('.');
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part = ''): object => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;

describe('refused before the function hears of it', () => {
  const BAD: Readonly<Record<string, () => Promise<{ token?: string; now?: Date }>>> = {
    'no token': async () => ({}),
    'what is no token': async () => ({ token: 'somebody' }),
    'another audience': async () => ({ token: await stack.issuer.token('api://other', 'Seats.Read Seats.Collect') }),
    'another scope': async () => ({ token: await tokenFor('Seats.Other') }),
    'an expired token': async () => ({ token: await tokenFor('Seats.Read'), now: new Date(Date.now() + 7_200_000) }),
    'a tampered token': async () => ({
      token: altered(await tokenFor('Seats.Other'), ([head = '', body, signature = '']) => [
        head,
        encoded({ ...decoded(body), scope: 'Seats.Read Seats.Collect' }),
        signature,
      ]),
    }),
    'a token without a signature': async () => ({
      token: altered(await tokenFor('Seats.Read'), ([, body = '']) => [encoded({ alg: 'none' }), body, '']),
    }),
    'a token that somebody else signed': async () => {
      const other = await startIssuer(ISSUED);
      const token = await other.token(AUDIENCE, 'Seats.Read Seats.Collect');
      await other.close();
      return { token };
    },
  };

  test.each(Object.keys(BAD))('%s', LONG, async (name) => {
    const asked = (await BAD[name]?.()) ?? {};
    const before = stack.events.length;
    const guarded = ofType(stack.template, 'AWS::ApiGatewayV2::Route')
      .filter(({ Properties }) => Properties['AuthorizationType'] !== 'NONE')
      .map(({ Properties }) => textOf(Properties['RouteKey']));
    expect(guarded.length).toBeGreaterThan(14);
    for (const key of [...guarded, 'GET /v1/%75sage', 'PUT /v1/usage', 'GET /v1/usage/']) {
      const [method = '', path = ''] = key.replace('ANY', 'DELETE').replace('{proxy+}', 'anything').split(' ');
      const { statusCode } = await stack.gateway(method, path, asked);
      expect([key, statusCode]).toEqual([key, name === 'another scope' ? 403 : 401]);
    }
    expect(stack.events.length).toBe(before);
  });

  test('and a token to read starts nothing, one to collect reads nothing', LONG, async () => {
    const before = stack.events.length;
    const read = await tokenFor('Seats.Read');
    const collect = await tokenFor('Seats.Collect');
    expect((await stack.gateway('POST', '/v1/runs', { token: read, body: {} })).statusCode).toBe(403);
    expect((await stack.gateway('GET', '/v1/usage', { token: collect })).statusCode).toBe(403);
    expect(stack.events.length).toBe(before);
  });
});

describe('an event without claims', () => {
  const PATHS = ['/v1/usage', '/v1/%75sage', '/v1/usage/', '//v1/usage', '/v1//usage', '/V1/usage', '/v1/USAGE'];
  const MORE = [
    '/v1/./usage',
    '/x/../v1/usage',
    '/%761/usage',
    '/v1%2Fusage',
    '/v1/%2575sage',
    '/v1\\usage',
    '/v1/usage;x',
  ];
  const AUTHORIZERS = [undefined, {}, { jwt: null }, { jwt: {} }, { jwt: { claims: {}, scopes: null } }];
  const ROUTES = ['$default', 'GET /', 'GET /v1/openapi.json', 'GET /assets/{proxy+}'];

  test.each([...PATHS, ...MORE, '/', '/healthz', '/assets/../v1/usage', '/v1/openapi.json', '/v1/customers', '/v1'])(
    'gives no data: %s',
    LONG,
    async (rawPath) => {
      const answers: Answered[] = [];
      for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
        for (const [index, authorizer] of AUTHORIZERS.entries()) {
          const http = { method, path: rawPath };
          const requestContext = { http, ...(authorizer === undefined ? {} : { authorizer }) };
          const routeKey = ROUTES[index % ROUTES.length];
          const event = { version: '2.0', routeKey, rawPath, rawQueryString: '', headers: {}, requestContext };
          answers.push((await stack.invoke(event)) as Answered);
        }
      }
      for (const { statusCode, body } of answers) {
        expect(statusCode).toBeLessThan(500);
        for (const id of customers) expect(body).not.toContain(id);
      }
      const isOpen = ['/', '/healthz', '/v1/openapi.json'].includes(rawPath);
      expect(answers.filter(({ statusCode }) => statusCode < 300).length > 0).toBe(isOpen);
    },
  );

  test('is not let in by what a caller writes into a header', LONG, async () => {
    const headers = {
      authorization: `Bearer ${await tokenFor('Seats.Read')}`,
      'x-forwarded-user': 'admin',
    };
    const event = { rawPath: '/v1/usage', headers, requestContext: { http: { method: 'GET', path: '/v1/usage' } } };
    expect(((await stack.invoke(event)) as Answered).statusCode).toBe(401);
  });
});

test('no function of the template is told to ask for no token', () => {
  for (const { Properties } of ofType(stack.template, 'AWS::Lambda::Function')) {
    expect(JSON.stringify(Properties)).not.toContain('SEATWATCH_AUTH');
    expect(JSON.stringify(Properties)).not.toContain('SEATWATCH_SIMULATED');
  }
  expect(stack.api).toMatchObject({ timeoutMs: 29_000, environment: { SEATWATCH_SCOPE_READ: 'Seats.Read' } });
});
