/** The very bytes that are deployed, each in a process of its own with the environment that it must have and no more. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayIn } from '../../lib/calendar.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { addsUp, FIELDS, type Run } from './answers.ts';
import { type Cloud, openCloud } from './cloud.ts';
import type { Deployed } from './deployed.ts';

const LONG = { timeout: 60_000 };
const today = dayIn('UTC', new Date());
const tick = { scheduledTime: `${today}T00:00:00Z` };

let cloud: Cloud;
let api: Deployed;
const collectors = new Map<ProviderId, Deployed>();

beforeAll(async () => {
  cloud = await openCloud();
  // Two of its customers say as much as all of them, sooner.
  const { secret } = cloud.vendors.get('line-works') ?? {};
  cloud.secrets.set(
    'seatwatch/line-works',
    JSON.stringify({ ...(secret as object), domainIds: ['10000001', '10000002'] }),
  );
  for (const provider of PROVIDER_IDS) collectors.set(provider, await cloud.collector(provider));
  api = await cloud.api({ SEATWATCH_COLLECTOR_NAVER_CLOUD: 'Seatwatch-CollectNaver4F2' });
}, LONG.timeout);
afterAll(() => cloud.close());

const collect = (provider: ProviderId, event: unknown): Promise<Run> =>
  collectors.get(provider)?.invoke(event) as Promise<Run>;

interface Result {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const READ = ['seatwatch/read'];
const COLLECT = ['seatwatch/collect'];

/** As API Gateway hands a request on; `scopes` null = without a token. */
async function request(
  method: string,
  target: string,
  scopes: readonly string[] | null,
  body?: object,
): Promise<Result> {
  const [rawPath = '', rawQueryString = ''] = target.split('?');
  const jwt = { claims: { sub: 'somebody', scope: (scopes ?? []).join(' ') }, scopes };
  return (await api.invoke({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: body ? { 'content-type': 'application/json' } : {},
    requestContext: { http: { method, path: rawPath }, ...(scopes ? { authorizer: { jwt } } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    isBase64Encoded: false,
  })) as Result;
}

async function read<T>(target: string): Promise<T> {
  const { statusCode, body } = await request('GET', target, READ);
  if (statusCode !== 200) throw new Error(`${target}: ${statusCode} ${body}`);
  return JSON.parse(body) as T;
}

const runsOf = async (provider: ProviderId): Promise<readonly Run[]> =>
  (await read<{ items: Run[] }>(`/v1/runs?provider=${provider}`)).items;

describe.each(PROVIDER_IDS)('the collector of %s', (provider) => {
  test('collects what is due at a tick and returns what it did', LONG, async () => {
    const result = await collect(provider, provider === 'trend-micro' ? {} : tick);
    expect(Object.keys(result)).toEqual(expect.arrayContaining([...FIELDS.result]));
    expect(result).toMatchObject({ provider, status: 'complete', failures: [], failuresOmitted: 0 });
    expect(result.windows.collected).toBeGreaterThan(0);
    expect(result.records).toMatchObject({ unchanged: 0, rejected: 0, withdrawn: 0 });
    expect(result.records.changed).toBeGreaterThan(0);
    expect(addsUp(result)).toBe(true);
    const [listed] = await runsOf(provider);
    expect(listed).toEqual(result);
    expect(listed?.scheduledTime ?? null).toBe(provider === 'trend-micro' ? null : tick.scheduledTime);
  });

  test('tells its four metrics under the dimension of its provider alone', async () => {
    const lines = (collectors.get(provider)?.lines ?? []).filter((line) => line.includes('"_aws"'));
    expect(lines).toHaveLength(1);
    const told = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    const { CloudWatchMetrics } = told['_aws'] as { CloudWatchMetrics: Array<Record<string, unknown>> };
    expect(CloudWatchMetrics).toMatchObject([{ Namespace: 'Seatwatch', Dimensions: [['Provider']] }]);
    expect(told).toMatchObject({ Provider: provider, WindowsFailed: 0 });
    for (const name of ['SeatsExceeded', 'OpenOverages', 'DataAgeHours']) expect(told[name]).toBeTypeOf('number');
    expect(told['DataAgeHours']).toBeLessThan(1);
  });

  test('has nothing to do at the next tick, and says so with zeros', LONG, async () => {
    const result = await collect(provider, {});
    expect(result).toMatchObject({ status: 'complete', windows: { due: 0, collected: 0, failed: 0, deferred: 0 } });
    expect(result.records).toEqual({ read: 0, changed: 0, unchanged: 0, rejected: 0, withdrawn: 0 });
    expect(await runsOf(provider)).toHaveLength(1);
  });

  test('collects a range again when asked to, under the id it was asked with', LONG, async () => {
    const event = { runId: `again-${provider}`, from: addDays(today, -20), to: addDays(today, -2) };
    const result = await collect(provider, event);
    expect(result).toMatchObject({ provider, runId: event.runId, status: 'complete', records: { changed: 0 } });
    expect(result.records.unchanged).toBeGreaterThan(0);
    expect(addsUp(result)).toBe(true);
    expect((await runsOf(provider)).map(({ runId }) => runId)[0]).toBe(event.runId);
  });
});

test('the secret is read and, at most, written', () => {
  expect(new Set(cloud.secrets.operations)).toEqual(new Set(['GetSecretValue', 'PutSecretValue']));
});

describe('a collector that cannot', () => {
  test('throws, after the run was recorded', LONG, async () => {
    const good = cloud.secrets.get('seatwatch/naver-cloud') ?? '';
    cloud.secrets.set('seatwatch/naver-cloud', JSON.stringify({ ...JSON.parse(good), secretKey: 'not the one' }));
    const event = { runId: 'refused', from: addDays(today, -20), to: addDays(today, -2) };
    await expect(collect('naver-cloud', event)).rejects.toMatchObject({ name: 'SeatwatchError' });
    const [run] = await runsOf('naver-cloud');
    expect(run).toMatchObject({ runId: 'refused', status: 'failed', windows: { due: 1, failed: 1 } });
    expect(run?.failures).toMatchObject([{ account: 'default', code: 'CREDENTIALS_REJECTED' }]);
    cloud.secrets.set('seatwatch/naver-cloud', good);
  });

  test('returns what it could, and says what it could not', LONG, async () => {
    cloud.vendors.get('trend-micro')?.fault({ kind: 'cut', path: '/customers/usage', times: 1 });
    const result = await collect('trend-micro', { runId: 'cut', from: addDays(today, -20), to: addDays(today, -2) });
    expect(result).toMatchObject({ status: 'partial', windows: { collected: 1, failed: 1, deferred: 0 } });
    expect(result.failures).toMatchObject([
      { account: 'default', dataset: 'customers-usage', code: 'VENDOR_RESPONSE_INVALID', window: today },
    ]);
    expect((await runsOf('trend-micro'))[0]).toEqual(result);
  });

  test('names what is wrong with the secret and nothing of its value', LONG, async () => {
    const good = cloud.secrets.get('seatwatch/trend-micro') ?? '';
    cloud.secrets.set('seatwatch/trend-micro', JSON.stringify([{ account: 'second' }]));
    await expect(collect('trend-micro', {})).rejects.toThrow(/second/);
    const [run] = await runsOf('trend-micro');
    expect(run?.failures).toMatchObject([{ account: 'second', code: 'CONFIG_INVALID' }]);
    cloud.secrets.set('seatwatch/trend-micro', good);
    const { accessToken, secretKey } = JSON.parse(good) as Record<string, string>;
    const written = [...collectors.values()].flatMap(({ lines }) => lines).join('\n');
    for (const value of [accessToken, secretKey]) expect(written).not.toContain(value);
  });

  test('is silent as long as there are no credentials', LONG, async () => {
    cloud.secrets.set('seatwatch/nobody', null);
    const idle = await cloud.collector('partner-center', { SEATWATCH_SECRET: 'seatwatch/nobody' });
    expect(await idle.invoke({})).toMatchObject({ status: 'complete', windows: { due: 0 } });
  });

  test('names the variable that is missing', LONG, async () => {
    const lost = await cloud.collector('partner-center', { SEATWATCH_SECRET: '' });
    await expect(lost.invoke({})).rejects.toThrow('SEATWATCH_SECRET');
  });
});

describe('the API', () => {
  test.each(PROVIDER_IDS)('serves what the collector of %s stored', LONG, async (provider) => {
    const { items } = await read<{ items: object[] }>(`/v1/usage?provider=${provider}&limit=5`);
    expect(items).toHaveLength(5);
    for (const item of items) expect(Object.keys(item)).toEqual([...FIELDS.usage]);
  });

  test.each(['/v1/usage', '/v1/providers', '/v1/%75sage', '/V1/usage', '//v1/usage', '/v1/nothing', '/v1'])(
    'wants a token for %s',
    LONG,
    async (target) => {
      expect((await request('GET', target, null)).statusCode).toBe(401);
      expect((await request('GET', target, ['seatwatch/other'])).statusCode).toBe(403);
    },
  );

  test('lets a reader read and not collect, and a collector not read', LONG, async () => {
    const body = { provider: 'naver-cloud' };
    expect((await request('POST', '/v1/runs', READ, body)).statusCode).toBe(403);
    expect((await request('GET', '/v1/usage', COLLECT)).statusCode).toBe(403);
    expect((await request('GET', '/v1/usage', [...COLLECT, ...READ])).statusCode).toBe(200);
    expect(cloud.started).toEqual([]);
  });

  test.each(['/', '/healthz', '/config.json', '/v1/openapi.json'])('shows %s to anybody', LONG, async (target) => {
    expect((await request('GET', target, null)).statusCode).toBe(200);
  });

  test('starts the collector by its name, without waiting, with what was asked for', LONG, async () => {
    const asked = { from: '2026-11-01', to: '2026-11-10', customers: ['2510400'] };
    const answer = await request('POST', '/v1/runs', COLLECT, { provider: 'naver-cloud', ...asked });
    expect(answer.statusCode).toBe(202);
    const { runId } = JSON.parse(answer.body) as { runId: string };
    expect(cloud.started).toMatchObject([
      {
        target: 'POST /2015-03-31/functions/Seatwatch-CollectNaver4F2/invocations',
        headers: { 'x-amz-invocation-type': 'Event' },
        event: { runId, ...asked },
      },
    ]);
    expect(Object.keys(cloud.started[0]?.event as object).toSorted()).toEqual(['customers', 'from', 'runId', 'to']);
  });

  test('has nothing to start where no collector is configured', LONG, async () => {
    expect((await request('POST', '/v1/runs', COLLECT, { provider: 'line-works' })).statusCode).toBe(503);
    expect((await request('POST', '/v1/runs', COLLECT, { provider: 'somebody' })).statusCode).toBe(400);
  });
});
