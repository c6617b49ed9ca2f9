/** The API as Lambda loads it: everything from its environment, nothing opened before it is needed. */
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { GatewayResult } from '../../../functions/api/gateway.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type HttpServer, serveHttp } from '../../support/http-server.ts';
import { openDoor, eventOf, tableOf } from './door.ts';
import { fillWorld } from './world.ts';

let db: LocalDynamoDb;
let lambda: HttpServer;
let refuses = false;
const invoked: Array<{ type: unknown; event: unknown }> = [];

beforeAll(async () => {
  db = await startDynamoDb();
  await fillWorld(openDoor(tableOf(db)).table);
  lambda = await serveHttp((request, response) => {
    void text(request).then((body) => {
      invoked.push({ type: request.headers['x-amz-invocation-type'], event: JSON.parse(body) as unknown });
      response.writeHead(refuses ? 404 : 202, { 'content-type': 'application/json' });
      response.end(refuses ? '{"Type":"User","Message":"no such function"}' : '');
    });
  });
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: db.endpoint,
    AWS_ENDPOINT_URL_LAMBDA: lambda.origin,
    SEATWATCH_COLLECTOR_LINE_WORKS: 'collect-line-works',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await lambda.close();
  await db.close();
});

/** One function for all tests, as a warm Lambda is. */
async function answered(...event: Parameters<typeof eventOf>): Promise<{ status: number; json: unknown }> {
  const { handler } = await import('../../../functions/api/index.ts');
  const { statusCode, body }: GatewayResult = await handler(eventOf(...event));
  return { status: statusCode, json: JSON.parse(body) as unknown };
}

test('answers what needs no ledger without a table, and the rest with an error that tells nothing', async () => {
  vi.stubEnv('SEATWATCH_TABLE', '');
  expect(await answered('GET', '/healthz')).toEqual({ status: 200, json: { status: 'ok' } });
  const { status, json } = await answered('GET', '/v1/usage');
  expect(status).toBe(500);
  expect(JSON.stringify(json)).not.toContain('SEATWATCH_TABLE');
});

test('opens the table of its environment', async () => {
  vi.stubEnv('SEATWATCH_TABLE', db.table);
  const { status, json } = await answered('GET', '/v1/customers?provider=line-works&limit=1000');
  expect([status, (json as { items: unknown[] }).items.length]).toEqual([200, 6]);
  expect((await answered('GET', '/v1/usage', { jwt: null })).status).toBe(401);
});

test('starts the collector of its environment and does not wait for it', async () => {
  const { status, json } = await answered('POST', '/v1/runs', { body: '{"provider":"line-works"}' });
  expect([status, invoked]).toEqual([202, [{ type: 'Event', event: json }]]);
});

test('says that a collector could not be started', async () => {
  refuses = true;
  expect((await answered('POST', '/v1/runs', { body: '{"provider":"line-works"}' })).status).toBe(503);
});
