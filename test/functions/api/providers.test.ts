import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setConfigured } from '../../../lib/ledger/account.ts';
import { writeRun } from '../../../lib/ledger/runs.ts';
import { statusOf } from '../../../lib/query/provider-status.ts';
import type { ProviderItem } from '../../../lib/query/providers.ts';
import type { RunResult } from '../../../lib/run-result.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { changeAccount } from '../../support/ledger.ts';
import { type Door, openDoor, newTable } from './door.ts';
import { fillWorld, NOW } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
});
beforeEach(async () => {
  const env = { SEATWATCH_AUTH: 'none', SEATWATCH_SIMULATED: 'trend-micro' };
  door = openDoor(await newTable(db), { now: () => NOW, env });
});
afterAll(() => db.close());

const providers = async (): Promise<ProviderItem[]> =>
  ((await door.get('/v1/providers')).json as { items: ProviderItem[] }).items;

const result = (startedAt: string, status: RunResult['status']): RunResult => ({
  provider: 'line-works',
  runId: startedAt,
  status,
  startedAt,
  finishedAt: status === 'running' ? null : startedAt,
  scheduledTime: null,
  windows: { due: 1, collected: 0, failed: 1, deferred: 0 },
  records: { read: 0, changed: 0, unchanged: 0, rejected: 0, withdrawn: 0 },
  overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
  failures: [],
  failuresOmitted: 0,
});

describe('providers', () => {
  test('are all listed before anything has run', async () => {
    await setConfigured(door.table, 'naver-cloud', false, NOW);
    expect((await providers()).map((one) => [one.provider, one.account, one.status])).toEqual([
      ['line-works', 'default', 'never'],
      ['partner-center', 'default', 'never'],
      ['naver-cloud', 'default', 'unconfigured'],
      ['trend-micro', 'default', 'never'],
    ]);
    expect((await door.page('/v1/coverage')).items).toEqual([]);
  });

  test('show each account with what it holds', async () => {
    await fillWorld(door.table);
    await writeRun(door.table, result('2026-11-21T01:00:00.000Z', 'complete'));
    const items = await providers();
    expect(
      items.map((one) => `${one.provider} ${one.account} ${one.status} ${one.newestPeriod} ${one.openOverages}`),
    ).toEqual([
      'line-works default ok 2026-11-20 4',
      'line-works 東京#1 ok 2026-11-20 3',
      'partner-center default ok 2026-11-18 1',
      'naver-cloud default unconfigured 2026-11 0',
      'trend-micro default ok 2026-11-21 2',
    ]);
    expect(items[0]?.lastRun).toMatchObject({ status: 'complete' });
    expect(items[2]?.lastRun).toBeNull();
    expect(Object.keys(items[4] ?? {})).toEqual([
      'provider',
      'account',
      'status',
      'simulated',
      'lastRun',
      'lastSuccessAt',
      'newestPeriod',
      'openOverages',
      'missing',
      'credentialExpiresAt',
    ]);
    expect(items.map((one) => (one as ProviderItem & { simulated: boolean }).simulated)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('tell when a credential ends and when they last worked', async () => {
    await changeAccount(door.table, { provider: 'partner-center', account: 'east' }, (state) => ({
      ...state,
      credentialExpiresAt: '2027-01-01T00:00:00Z',
      lastSuccessAt: '2026-11-19T00:00:00Z',
    }));
    expect((await providers())[1]).toMatchObject({
      account: 'east',
      status: 'late',
      lastSuccessAt: '2026-11-19T00:00:00Z',
      credentialExpiresAt: '2027-01-01T00:00:00Z',
      missing: 0,
      newestPeriod: null,
    });
  });
});

const hour = (count: number): string => new Date(NOW.getTime() - count * 3_600_000).toISOString();

describe('the status', () => {
  const failed = [1, 2, 3].map((count) => result(hour(count), 'failed'));
  const good = { failedRuns: 0, lastSuccessAt: hour(1) };

  test('is failing after three failed runs, the one under way left aside', () => {
    expect(statusOf(true, good, failed, NOW)).toBe('failing');
    expect(statusOf(true, good, [result(hour(0), 'running'), ...failed], NOW)).toBe('failing');
    expect(statusOf(true, good, failed.slice(1), NOW)).toBe('ok');
    expect(statusOf(true, good, [result(hour(0), 'partial'), ...failed], NOW)).toBe('ok');
    expect(statusOf(true, { ...good, failedRuns: 3 }, [], NOW)).toBe('failing');
    expect(statusOf(true, { failedRuns: 3, lastSuccessAt: null }, [], NOW)).toBe('failing');
  });

  test('is late after 30 hours, never before the first success, unconfigured without credentials', () => {
    expect(statusOf(true, { ...good, lastSuccessAt: hour(30) }, [], NOW)).toBe('ok');
    expect(statusOf(true, { ...good, lastSuccessAt: hour(30.01) }, [], NOW)).toBe('late');
    expect(statusOf(null, { failedRuns: 1, lastSuccessAt: null }, [], NOW)).toBe('never');
    expect(statusOf(false, good, failed, NOW)).toBe('unconfigured');
  });
});
