/** Requests and ledgers that are seldom seen, and what is answered all the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCursor } from '../../../functions/api/cursor.ts';
import { gzipSheet } from '../../../functions/api/sheet.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, eventOf, openDoor, tableOf } from './door.ts';
import { fillWorld, NOW } from './world.ts';

let db: LocalDynamoDb;
let door: Door;
beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
});
afterAll(() => db.close());

describe('an event', () => {
  test('without a path, a method or headers is a question for the page', async () => {
    const { status, headers } = await door.send({});
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('whose path begins without a slash is read as if it had one', async () => {
    expect((await door.send({ ...eventOf('GET', '/healthz'), rawPath: 'healthz' })).status).toBe(200);
  });

  test('of a method that cannot be is refused', async () => {
    expect((await door.send(eventOf('GE T', '/healthz'))).status).toBe(400);
  });

  test('may carry its body as Base64', async () => {
    const body = Buffer.from('{"provider":"nobody"}').toString('base64');
    const { status, json } = await door.send({ ...eventOf('POST', '/v1/runs', { body }), isBase64Encoded: true });
    expect([status, (json as { parameter: string }).parameter]).toEqual([400, 'provider']);
  });

  test('with a body beyond all measure is refused before it is read', async () => {
    const { status, json } = await door.post('/v1/runs', { provider: 'x'.repeat(200_001) });
    expect([status, (json as { detail: string }).detail]).toEqual([400, 'the body is too long']);
  });
});

describe('a question', () => {
  test('of a quality that is no number likes nothing', async () => {
    const { headers } = await door.get('/v1/usage?customer=c-1', {
      accept: 'text/csv;q=much, application/x-ndjson;q=0.1',
    });
    expect(headers['content-type']?.split(';')[0]).toBe('application/x-ndjson');
  });

  test('that names only its end begins thirty days before', async () => {
    const items = await door.walk<{ period: string }>('/v1/usage?to=2026-11-17&provider=line-works');
    expect(new Set(items.map(({ period }) => period))).toEqual(new Set(['2026-11-16', '2026-11-17']));
  });

  test('that goes on at a cursor of filters that there are not is refused', async () => {
    const cursor = writeCursor('/v1/usage', { tenant: 'x' }, ['line-works', 'default', '1']);
    const { status, json } = await door.get(`/v1/usage?cursor=${cursor}`);
    expect([status, (json as { parameter: string }).parameter]).toEqual([400, 'cursor']);
  });
});

/** Bytes that do not repeat. */
const noise = (seed: number): string =>
  Buffer.from(Array.from({ length: 300 }, (_, at) => (at * at * seed) % 251)).toString('base64');

test('a compressed answer ends where the next line might not fit, however little it shrinks', async () => {
  const sheet = gzipSheet(1000);
  let taken = 0;
  while (taken < 100 && (await sheet.add(noise(taken + 3)))) taken++;
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(10);
  expect((await sheet.end()).length).toBeLessThan(1200);
});
