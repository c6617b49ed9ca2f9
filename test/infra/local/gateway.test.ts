import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, openGateway } from '../../../infra/local/gateway.ts';
import type { Outcome } from '../../../infra/local/lambda.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

let gateway: Gateway;
let origin: string;
let events: APIGatewayProxyEventV2[] = [];
let outcome: Outcome;

const returns = (value: unknown): void => {
  outcome = { payload: JSON.stringify(value), failed: false };
};

beforeAll(async () => {
  gateway = await openGateway(0, async (event) => {
    events.push(event as APIGatewayProxyEventV2);
    return outcome;
  });
  origin = `http://127.0.0.1:${gateway.port}`;
});
afterAll(() => gateway.close(0));

/** What fetch would not send: any head line and header. */
async function raw(head: string): Promise<string> {
  const socket = connect(gateway.port, '127.0.0.1');
  socket.end(`${head}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

async function eventOf(path: string, init?: RequestInit): Promise<APIGatewayProxyEventV2> {
  events = [];
  returns({ statusCode: 200 });
  await fetch(`${origin}${path}`, init);
  const [event] = events;
  if (!event) throw new Error('the function was not called');
  return event;
}

test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('answers under the name %s', async (host) => {
  returns({ statusCode: 200, body: 'hello' });
  expect(await raw(`GET / HTTP/1.1\r\nHost: ${host}:${gateway.port}`)).toMatch(/^HTTP\/1.1 200 /);
});

test('says to HEAD no length that GET does not have', async () => {
  returns({ statusCode: 200 });
  const head = await raw(`HEAD / HTTP/1.1\r\nHost: localhost:${gateway.port}`);
  expect(head).toMatch(/^HTTP\/1.1 200 /);
  expect(head.toLowerCase()).not.toContain('content-length');
});

test('listens on the IPv6 loopback too where there is one', async () => {
  returns({ statusCode: 200, body: 'hello' });
  const answered = await fetch(`http://[::1]:${gateway.port}/`).then(
    () => true,
    () => false,
  );
  expect(answered).toBe(hasIpv6);
});

test.each([
  ['a foreign name', 'Host: evil.example'],
  ['a foreign name with our port', 'Host: evil.example:PORT'],
  ['a name that only begins like ours', 'Host: localhost.evil.example:PORT'],
  ['another port', 'Host: localhost:1'],
  ['no port', 'Host: localhost'],
  ['a page from elsewhere', 'Host: localhost:PORT\r\nOrigin: https://evil.example'],
  ['a page of another port', 'Host: localhost:PORT\r\nOrigin: http://localhost:1'],
  ['a page without an origin of its own', 'Host: localhost:PORT\r\nOrigin: null'],
])('refuses %s', async (_, headers) => {
  events = [];
  const answer = await raw(`GET /v1/usage HTTP/1.1\r\n${headers.replace('PORT', String(gateway.port))}`);
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
  expect(answer).toContain('{"message":"Forbidden"}');
  expect(events).toEqual([]);
});

test('refuses a request meant for a proxy', async () => {
  expect(await raw(`GET http://evil.example/ HTTP/1.1\r\nHost: localhost:${gateway.port}`)).toMatch(/^HTTP\/1.1 403 /);
});

test('its own page may ask', async () => {
  const event = await eventOf('/v1/runs', { method: 'POST', headers: { origin }, body: '{}' });
  expect(event.requestContext.http.method).toBe('POST');
});

test('hands on path, query, headers and cookies in payload format 2.0', async () => {
  const event = await eventOf('/v1/%75sage?customer=a%20b&x=1&x=2&empty=', {
    headers: { Cookie: 'a=1; b=2', 'X-Thing': 'Value' },
  });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/v1/usage',
    rawQueryString: 'customer=a%20b&x=1&x=2&empty=',
    queryStringParameters: { customer: 'a b', x: '1,2', empty: '' },
    cookies: ['a=1', 'b=2'],
    headers: { 'x-thing': 'Value', host: `127.0.0.1:${gateway.port}` },
    requestContext: { http: { method: 'GET', path: '/v1/usage', sourceIp: '127.0.0.1' }, stage: '$default' },
    isBase64Encoded: false,
  });
  expect(event).not.toHaveProperty('body');
  expect(event.headers).not.toHaveProperty('cookie');
});

test('hands on text as text and anything else as base64', async () => {
  const json = await eventOf('/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ä":1}' });
  expect([json.body, json.isBase64Encoded]).toEqual(['{"ä":1}', false]);
  const binary = await eventOf('/', { method: 'POST', body: new Uint8Array([0, 255]) });
  expect([binary.body, binary.isBase64Encoded]).toEqual(['AP8=', true]);
});

test('a path that cannot be decoded is refused', async () => {
  expect((await fetch(`${origin}/%zz`)).status).toBe(400);
});

test('a body over 10 MB is refused', async () => {
  expect((await fetch(origin, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) })).status).toBe(413);
});

test('answers with status, headers, cookies and a base64 body of the function', async () => {
  returns({
    statusCode: 201,
    headers: { 'Content-Type': 'text/csv' },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from('ä,1').toString('base64'),
    isBase64Encoded: true,
  });
  const answer = await fetch(origin);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('content-type')).toBe('text/csv');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await answer.text()).toBe('ä,1');
});

test('a result without a status is the body itself', async () => {
  returns({ fine: true });
  const answer = await fetch(origin);
  expect([answer.status, await answer.json()]).toEqual([200, { fine: true }]);
});

test('a broken function is a 500 that tells nothing, a late one a 503', async () => {
  outcome = { payload: '{"errorType":"Error","errorMessage":"inside"}', failed: true };
  const broken = await fetch(origin);
  expect([broken.status, await broken.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  outcome = { payload: '{"errorType":"Sandbox.Timedout","errorMessage":"late"}', failed: true };
  expect((await fetch(origin)).status).toBe(503);
});

test('says when the port is taken', async () => {
  await expect(openGateway(gateway.port, async () => outcome)).rejects.toThrow(`Port ${gateway.port} is taken`);
});
