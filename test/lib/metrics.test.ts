import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { METRICS, metricLine } from '../../lib/metrics.ts';
import type { RunResult } from '../../lib/run-result.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { readMetricLine } from './emf.ts';

const result: RunResult = {
  provider: 'trend-micro',
  runId: 'run-1',
  status: 'partial',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: '2026-11-21T10:00:09.000Z',
  scheduledTime: '2026-11-21T10:00:00Z',
  windows: { due: 14, collected: 11, failed: 2, deferred: 1 },
  records: { read: 402, changed: 31, unchanged: 370, rejected: 1, withdrawn: 0 },
  overages: { opened: 1, closed: 0, open: 3, exceeded: 17 },
  failures: [
    {
      account: 'default',
      dataset: 'customers-usage',
      customerId: 'somebody@example.com',
      window: '2026-11-21',
      code: 'THROTTLED',
      message: 'too many requests',
    },
  ],
  failuresOmitted: 0,
};
const gauges = { seatsExceeded: 12, openOverages: 2, dataAgeHours: 0.25 };

beforeEach(() => {
  // What Powertools would read in Lambda, and must not make a dimension or a namespace of.
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'elsewhere');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Elsewhere');
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'Seatwatch-Collect');
});
afterEach(() => vi.unstubAllEnvs());

test.each(PROVIDER_IDS)('CloudWatch finds four metrics of %s, by provider and nothing else', (provider) => {
  const { metrics } = readMetricLine(metricLine(provider, { ...result, provider }, gauges));
  const shared = { namespace: 'Seatwatch', dimensions: [{ Provider: provider }] };
  expect(metrics).toEqual([
    { ...shared, name: 'SeatsExceeded', unit: 'Count', value: 12 },
    { ...shared, name: 'OpenOverages', unit: 'Count', value: 2 },
    { ...shared, name: 'WindowsFailed', unit: 'Count', value: 2 },
    { ...shared, name: 'DataAgeHours', unit: 'None', value: 0.25 },
  ]);
});

test('the dimension set is one, of one name', () => {
  const { _aws: told } = JSON.parse(metricLine('trend-micro', result, gauges)) as {
    _aws: { CloudWatchMetrics: Array<{ Dimensions: string[][] }> };
  };
  expect(told.CloudWatchMetrics.map(({ Dimensions }) => Dimensions)).toEqual([[['Provider']]]);
});

test('the names are those that the alarms and the dashboard watch', () => {
  const { metrics } = readMetricLine(metricLine('trend-micro', result, gauges));
  expect(metrics.map(({ name }) => name)).toEqual(Object.values(METRICS.names));
  expect(new Set(metrics.map(({ namespace }) => namespace))).toEqual(new Set([METRICS.namespace]));
});

test('zero is sent like any other value, so that an alarm can end', () => {
  const none = { ...result, windows: { due: 0, collected: 0, failed: 0, deferred: 0 } };
  const line = metricLine('naver-cloud', none, { seatsExceeded: 0, openOverages: 0, dataAgeHours: 0 });
  expect(readMetricLine(line).metrics.map(({ value }) => value)).toEqual([0, 0, 0, 0]);
});

test('one line after the other stands for itself', () => {
  metricLine('line-works', result, { ...gauges, seatsExceeded: 99 });
  const { metrics } = readMetricLine(metricLine('trend-micro', result, gauges));
  expect(metrics).toHaveLength(4);
  expect(metrics[0]?.value).toBe(12);
});

test('the run’s other figures are its properties, and no customer is', () => {
  const { properties, at } = readMetricLine(metricLine('trend-micro', result, gauges));
  const { runId, status, startedAt, finishedAt, windows, records, overages } = result;
  expect(properties).toEqual({ runId, status, startedAt, finishedAt, windows, records, overages });
  expect(JSON.stringify(properties)).not.toContain('somebody');
  expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
});
