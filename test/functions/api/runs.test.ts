import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setConfigured } from '../../../lib/ledger/account.ts';
import { writeRun } from '../../../lib/ledger/runs.ts';
import type { RunResult } from '../../../lib/run-result.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, openDoor, newTable } from './door.ts';
import { NOW } from './world.ts';

let db: LocalDynamoDb;
let door: Door;
const env = { SEATWATCH_AUTH: 'none', SEATWATCH_COLLECTOR_TREND_MICRO: 'collect-trend-micro' };

beforeAll(async () => {
  db = await startDynamoDb();
});
beforeEach(async () => {
  door = openDoor(await newTable(db), { now: () => NOW, env });
});
afterAll(() => db.close());

const run = (provider: ProviderId, runId: string, startedAt: string, status: RunResult['status'] = 'complete') =>
  writeRun(door.table, {
    provider,
    runId,
    status,
    startedAt,
    finishedAt: status === 'running' ? null : startedAt,
    scheduledTime: null,
    windows: { due: 1, collected: 1, failed: 0, deferred: 0 },
    records: { read: 1, changed: 1, unchanged: 0, rejected: 0, withdrawn: 0 },
    overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
    failures: [],
    failuresOmitted: 0,
  });

const idsOf = (items: ReadonlyArray<Record<string, unknown>>): unknown[] => items.map((one) => one['runId']);

const unreachable = async (): Promise<void> => {
  throw new Error('no such function');
};

describe('runs', () => {
  test('of all providers come newest first, page after page', async () => {
    for (let hour = 10; hour < 20; hour++) {
      await run('line-works', `l${hour}`, `2026-11-20T${hour}:00:00.000Z`);
      await run('trend-micro', `t${hour}`, `2026-11-20T${hour}:00:00.000Z`);
      if (hour % 2 === 0) await run('naver-cloud', `n${hour}`, `2026-11-20T${hour}:30:00.000Z`);
    }
    const all = idsOf((await door.page('/v1/runs')).items);
    expect(all.slice(0, 6)).toEqual(['l19', 't19', 'n18', 'l18', 't18', 'l17']);
    expect(all).toHaveLength(25);
    for (const limit of [1, 2, 3, 7]) expect(idsOf(await door.walk(`/v1/runs?limit=${limit}`))).toEqual(all);
    expect(idsOf(await door.walk('/v1/runs?limit=2&provider=naver-cloud'))).toEqual([
      'n18',
      'n16',
      'n14',
      'n12',
      'n10',
    ]);
  });

  test('one without an end is running, and failed once nobody can be at it any more', async () => {
    await run('line-works', 'fresh', '2026-11-21T01:50:00.000Z', 'running');
    await run('line-works', 'stale', '2026-11-21T01:43:00.000Z', 'running');
    const { items } = await door.page<RunResult>('/v1/runs');
    expect(items.map((one) => [one.runId, one.status, one.failures[0]?.code])).toEqual([
      ['fresh', 'running', undefined],
      ['stale', 'failed', 'OUT_OF_TIME'],
    ]);
  });
});

describe('starting a run', () => {
  test('hands the request to the collector and names the run', async () => {
    const body = {
      provider: 'trend-micro',
      from: '2026-11-01',
      to: '2026-11-20',
      accounts: ['a'],
      customers: ['1', '2'],
    };
    const answer = await door.post('/v1/runs', body);
    expect(answer.status).toBe(202);
    const { runId } = answer.json as { runId: string };
    expect(runId).toMatch(/^[0-9a-f-]{36}$/);
    const { provider: _, ...event } = body;
    expect(door.started).toEqual([{ name: 'collect-trend-micro', event: { runId, ...event } }]);
    await door.post('/v1/runs', { provider: 'trend-micro' });
    expect(Object.keys(door.started[1]?.event as object)).toEqual(['runId']);
  });

  test('names the one that is under way instead', async () => {
    await run('trend-micro', 'earlier', '2026-11-21T01:50:00.000Z', 'running');
    const answer = await door.post('/v1/runs', { provider: 'trend-micro' });
    expect([answer.status, answer.json, door.started]).toEqual([202, { runId: 'earlier' }, []]);
  });

  test('begins anew once the last one is over or has been stopped', async () => {
    await run('trend-micro', 'stopped', '2026-11-21T01:00:00.000Z', 'running');
    await run('trend-micro', 'done', '2026-11-21T01:30:00.000Z');
    await door.post('/v1/runs', { provider: 'trend-micro' });
    expect(door.started).toHaveLength(1);
  });

  test('is refused without credentials, and impossible without a collector', async () => {
    expect((await door.post('/v1/runs', { provider: 'line-works' })).json).toMatchObject({ status: 503 });
    await setConfigured(door.table, 'trend-micro', false, NOW);
    expect((await door.post('/v1/runs', { provider: 'trend-micro' })).json).toMatchObject({
      status: 400,
      parameter: 'provider',
    });
    expect(door.started).toEqual([]);
  });

  test.each([
    [{}, 'provider'],
    [{ provider: 'acme' }, 'provider'],
    [{ provider: 'trend-micro', colour: 'red' }, 'colour'],
    [{ provider: 'trend-micro', from: '2026-11-01' }, 'to'],
    [{ provider: 'trend-micro', to: '2026-11-01' }, 'from'],
    [{ provider: 'trend-micro', from: '2026-11-31', to: '2026-12-01' }, 'from'],
    [{ provider: 'trend-micro', from: '2026-11-02', to: '2026-11-01' }, 'from'],
    [{ provider: 'trend-micro', from: '2025-11-02', to: '2026-11-30' }, 'from'],
    [{ provider: 'trend-micro', from: 20_261_102, to: '2026-11-30' }, 'from'],
    [{ provider: 'trend-micro', accounts: [] }, 'accounts'],
    [{ provider: 'trend-micro', accounts: 'a' }, 'accounts'],
    [{ provider: 'trend-micro', customers: [''] }, 'customers'],
  ])('refuses %j', async (body, parameter) => {
    const answer = await door.post('/v1/runs', body);
    expect(answer.json).toMatchObject({ status: 400, parameter });
    expect(door.started).toEqual([]);
  });

  test('refuses what is no object, and parameters in the address', async () => {
    for (const body of ['', 'null', '[]', '"x"', '{', '{"provider":"trend-micro"} x']) {
      const answer = await door.send({
        rawPath: '/v1/runs',
        body,
        requestContext: { http: { method: 'POST' } },
      });
      expect([body, answer.status]).toEqual([body, 400]);
    }
    expect((await door.post('/v1/runs?provider=trend-micro', { provider: 'trend-micro' })).status).toBe(400);
  });

  test('reads a body that the gateway has encoded', async () => {
    const answer = await door.send({
      rawPath: '/v1/runs',
      body: Buffer.from('{"provider":"trend-micro"}').toString('base64'),
      isBase64Encoded: true,
      requestContext: { http: { method: 'POST' } },
    });
    expect(answer.status).toBe(202);
  });

  test('a collector that cannot be reached is told', async () => {
    const lost = openDoor(door.table, { now: () => NOW, env, start: unreachable });
    expect((await lost.post('/v1/runs', { provider: 'trend-micro' })).status).toBe(503);
  });
});
