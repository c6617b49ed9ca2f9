import { afterEach, beforeEach, expect, type MockInstance, onTestFinished, test, vi } from 'vitest';
import { collector } from '../../../functions/collect/collector.ts';
import { naverCloudVendor } from '../../../infra/local/vendors/naver-cloud.ts';
import { type RunningVendor, serve } from '../../../infra/local/vendors/simulator.ts';
import { openTable, type Table } from '../../../lib/ledger/client.ts';
import { naverCloud } from '../../../lib/providers/naver-cloud.ts';
import { startDynamoDb } from '../../support/dynamodb.ts';
import { type LocalSecretsManager, startSecretsManager } from '../../support/secrets-manager.ts';
import { recordsIn, runsIn } from '../../support/shown.ts';
import { thrownBy } from '../../support/thrown.ts';

vi.setConfig({ testTimeout: 30_000 });

const SECRET = 'seatwatch/naver-cloud';

interface Cloud {
  readonly vendor: RunningVendor;
  readonly secrets: LocalSecretsManager;
  readonly table: Table;
}

/** What surrounds the function, told to it by nothing but its environment. */
async function startCloud(): Promise<Cloud> {
  const [dynamoDb, secrets, vendor] = await Promise.all([
    startDynamoDb(),
    startSecretsManager(),
    serve(naverCloudVendor({ now: () => new Date() })),
  ]);
  onTestFinished(async () => {
    await Promise.all([dynamoDb.close(), secrets.close(), vendor.close()]);
  });
  secrets.set(SECRET, JSON.stringify(vendor.secret));
  for (const [name, value] of Object.entries({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    SEATWATCH_TABLE: dynamoDb.table,
    SEATWATCH_SECRET: SECRET,
  })) {
    vi.stubEnv(name, value);
  }
  return { vendor, secrets, table: openTable(dynamoDb.table, { client: dynamoDb.client }) };
}

let written: Array<MockInstance<typeof process.stdout.write>>;
let printed: MockInstance<typeof console.log>;

beforeEach(() => {
  written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
  printed = vi.spyOn(console, 'log').mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const text = (): string =>
  [
    ...written.flatMap((stream) => stream.mock.calls.map(([line]) => String(line))),
    ...printed.mock.calls.map(([line]) => `${line}\n`),
  ].join('');

/** Every line of the log; a line that is no JSON fails the test. */
const lines = (): Array<Record<string, unknown>> =>
  text()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a function that knows its table and its secret collects, records its run and answers the result', async () => {
  const { table } = await startCloud();
  const result = await collector(naverCloud)({ scheduledTime: '2026-11-21T02:00:00Z' });
  expect(result).toMatchObject({ provider: 'naver-cloud', status: 'complete', windows: { due: 3, collected: 3 } });
  expect(await runsIn(table)).toMatchObject([{ runId: result.runId, scheduledTime: '2026-11-21T02:00:00Z' }]);
  expect((await recordsIn(table)).length).toBe(result.records.changed);
});

test('every line of its log is JSON: progress, the run, and the metrics', async () => {
  await startCloud();
  const result = await collector(naverCloud)({});
  const progress = lines().filter(({ message }) => message === 'progress');
  expect(progress.map(({ collected, due }) => [collected, due])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(progress[0]).toMatchObject({ level: 'INFO', provider: 'naver-cloud', account: 'default' });
  const { runId, windows } = result;
  expect(lines().find(({ message }) => message === 'run')).toMatchObject({ runId, windows, status: 'complete' });
  expect(lines().find((line) => '_aws' in line)).toMatchObject({ Provider: 'naver-cloud', WindowsFailed: 0, runId });
});

test('a failed run is recorded and logged before the function throws, with the code of what went wrong', async () => {
  const { vendor, table } = await startCloud();
  const body = JSON.stringify({ error: { errorCode: '200', message: 'Authentication Failed', details: 'no' } });
  vendor.fault({ kind: 'body', status: 401, body });
  const error = await thrownBy(collector(naverCloud)({}));
  expect(error.code).toBe('CREDENTIALS_REJECTED');
  expect(error.message).toMatch(/^naver-cloud: /);
  expect(await runsIn(table)).toMatchObject([{ status: 'failed', windows: { due: 1, failed: 1 } }]);
  const logged = lines();
  expect(logged.filter(({ level }) => level === 'ERROR')).toMatchObject([
    { message: 'collecting failed', provider: 'naver-cloud', error: { code: 'CREDENTIALS_REJECTED' } },
  ]);
  expect(logged.find(({ message }) => message === 'run')).toMatchObject({ status: 'failed' });
  expect(logged.find((line) => '_aws' in line)).toMatchObject({ WindowsFailed: 1 });
});

test('a run that is partly failed is no failure of the function', async () => {
  const { vendor } = await startCloud();
  vendor.fault({ kind: 'html', times: 1 });
  expect(await collector(naverCloud)({})).toMatchObject({ status: 'partial', windows: { failed: 1, collected: 2 } });
});

test('neither credentials nor customers are logged', async () => {
  const { vendor } = await startCloud();
  vendor.fault({ kind: 'html', times: 1 });
  await collector(naverCloud)({});
  const { accessKey, secretKey } = vendor.secret as Record<string, string>;
  for (const secret of [accessKey, secretKey]) expect(text()).not.toContain(secret);
  expect(lines().find(({ message }) => message === 'run')).toMatchObject({
    failures: [{ window: expect.any(String) }],
  });
  expect(text()).not.toContain('customerId');
});

test('the time that Lambda leaves is kept to, with something in reserve for the end of the run', async () => {
  const { vendor } = await startCloud();
  let left = 50_000;
  const getRemainingTimeInMillis = (): number => {
    // Each look at the clock costs a while.
    left -= 12_000;
    return left;
  };
  const result = await collector(naverCloud)({}, { getRemainingTimeInMillis });
  expect(result.windows.deferred).toBeGreaterThan(0);
  expect(result.windows).toMatchObject({ due: 3, failed: 0 });
  expect(vendor.requests.length).toBe(result.windows.collected);
  expect((await collector(naverCloud)({}, {})).windows.due).toBe(result.windows.deferred);
});

test('the depth of the history comes from the environment', async () => {
  await startCloud();
  vi.stubEnv('SEATWATCH_HISTORY', JSON.stringify({ 'naver-cloud': 1 }));
  expect((await collector(naverCloud)({})).windows.due).toBe(1);
});

test.each(['SEATWATCH_TABLE', 'SEATWATCH_SECRET'])('without %s the function says what is missing', async (name) => {
  await startCloud();
  vi.stubEnv(name, '');
  const error = await thrownBy(collector(naverCloud)({}));
  expect([error.code, error.message]).toEqual(['CONFIG_INVALID', `the environment variable ${name} is not set`]);
});

test('an event that is not understood is refused before anything is asked', async () => {
  const { vendor, secrets } = await startCloud();
  const error = await thrownBy(collector(naverCloud)({ from: '2026-11-01' }));
  expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
  expect([vendor.requests, secrets.operations]).toEqual([[], []]);
});

test('an unconfigured provider is an idle run without a record', async () => {
  const { secrets, table } = await startCloud();
  secrets.reset(SECRET, null);
  expect(await collector(naverCloud)({})).toMatchObject({ status: 'complete', windows: { due: 0 } });
  expect(await runsIn(table)).toEqual([]);
  expect(lines().find((line) => '_aws' in line)).toMatchObject({ DataAgeHours: 0 });
});
