import { expect, test } from 'vitest';
import { providerItems } from '../../../lib/query/providers.ts';
import type { Bench } from '../../support/bench.ts';
import { coverageIn, runsIn } from '../../support/shown.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';
const domains = () => new Map([['10000001', () => 3]]);
const lineWorks = () => lineWorksBench(domains(), START);
const partnerCenter = () => partnerCenterBench({ usage: [], deployment: [deploymentRow()] }, START);
const naverCloud = () => naverCloudBench(() => [], START);
const trendMicro = () => trendMicroBench({ license: () => 5, customers: new Map([['C-1', 5]]) }, START);

const gatewayError = (code: string) => JSON.stringify({ error: { errorCode: code, message: 'no', details: 'no' } });
const wrongKey = { kind: 'body', status: 401 } as const;

test.each([
  ['LINE WORKS credentials', lineWorks, 'CREDENTIALS_REJECTED', { ...wrongKey, path: '/customers', body: '{}' }],
  [
    'a LINE WORKS app without its scope',
    lineWorks,
    'CONSENT_REQUIRED',
    { kind: 'body', status: 403, path: '/customers', body: '{"code":"FORBIDDEN","description":"no"}' },
  ],
  [
    'a Partner Center consent that was taken back',
    partnerCenter,
    'CONSENT_REQUIRED',
    { kind: 'body', status: 401, path: '/license', body: '{"code":"900421","description":"MFA required"}' },
  ],
  ['a NAVER Cloud key', naverCloud, 'CREDENTIALS_REJECTED', { ...wrongKey, body: gatewayError('200') }],
  ['a NAVER Cloud key without permission', naverCloud, 'CONSENT_REQUIRED', { ...wrongKey, body: gatewayError('210') }],
  ['Trend Micro credentials', trendMicro, 'CREDENTIALS_REJECTED', { ...wrongKey, body: '{}' }],
  ['a list that does not answer', lineWorks, 'VENDOR_UNAVAILABLE', { kind: 'status', status: 500, path: 'customers?' }],
  ['a list that is throttled', trendMicro, 'THROTTLED', { kind: 'throttle', path: 'customers?' }],
  [
    'a sign-in that does not answer',
    partnerCenter,
    'VENDOR_UNAVAILABLE',
    { kind: 'status', status: 503, path: '/login/' },
  ],
  ['a web page in place of a sign-in', partnerCenter, 'VENDOR_RESPONSE_INVALID', { kind: 'html', path: '/login/' }],
  ['a list that is cut short', trendMicro, 'VENDOR_RESPONSE_INVALID', { kind: 'cut', path: 'customers?' }],
] as const)('%s: one due and one failed window, and no period is marked', async (_what, benchOf, code, fault) => {
  const bench: Bench = await benchOf();
  bench.vendor.fault(fault);
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'failed', windows: { due: 1, collected: 0, failed: 1, deferred: 0 } });
  expect(result.failures).toMatchObject([{ account: 'default', dataset: null, customerId: null, window: null, code }]);
  expect(await coverageIn(bench.table, START, '2026-01-01', '2026-12-31')).toEqual([]);
  expect(await runsIn(bench.table)).toEqual([result]);
  // The next tick tries again, without any rest.
  bench.vendor.clearFaults();
  expect(await bench.collect()).toMatchObject({ status: 'complete', failures: [] });
});

test('an account that fails in the middle keeps what it has, and goes on there', async () => {
  const bench = await naverCloud();
  bench.vendor.fault({ ...wrongKey, body: gatewayError('200'), after: 2 });
  expect(await bench.collect()).toMatchObject({
    status: 'partial',
    windows: { due: 3, collected: 2, failed: 1 },
    failures: [{ code: 'CREDENTIALS_REJECTED', window: null }],
  });
  bench.vendor.clearFaults();
  expect((await bench.collect()).windows).toMatchObject({ due: 1, collected: 1 });
});

test.each([
  ['a secret that is no JSON', '{"clientId": ', 'CONFIG_INVALID', null],
  ['a secret that is a text', '"secret"', 'CONFIG_INVALID', null],
  ['a secret without a field', { clientId: 'x', clientSecret: 'y' }, 'CONFIG_INVALID', 'default'],
  ["another provider's secret", { accessToken: 'x', secretKey: 'y' }, 'CONFIG_INVALID', 'default'],
])('%s is one failed window of a failed run', async (_what, value, code, account) => {
  const bench = await lineWorks();
  bench.putSecret(value);
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'failed', windows: { due: 1, failed: 1 } });
  expect(result.failures).toMatchObject([{ account, dataset: null, window: null, code }]);
  expect(result.failures[0]?.message).toContain('seatwatch/line-works');
  expect(bench.vendor.requests).toEqual([]);
});

test('Secrets Manager that does not answer is a failed run, and not an unconfigured provider', async () => {
  const bench = await lineWorks();
  bench.secrets.fail('GetSecretValue', 'InternalServiceError', 1);
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'failed', windows: { due: 1, failed: 1 } });
  expect(result.failures).toMatchObject([{ account: null, code: 'SECRET_UNAVAILABLE' }]);
  expect(await bench.collect()).toMatchObject({ status: 'complete', windows: { due: 2 } });
});

test('the other accounts of a secret go on', async () => {
  const bench = await lineWorks();
  const good = bench.vendor.secret as Record<string, unknown>;
  bench.putSecret([
    { ...good, account: 'east' },
    { account: 'west', clientId: 'x' },
    { ...good, account: 'twice' },
    { ...good, account: 'twice' },
    { ...good, account: 'north', clientSecret: 'wrong' },
  ]);
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'partial', windows: { due: 5, collected: 2, failed: 3 } });
  expect(result.failures.map(({ account, code }) => `${account} ${code}`).toSorted()).toEqual([
    'north CREDENTIALS_REJECTED',
    'twice CONFIG_INVALID',
    'west CONFIG_INVALID',
  ]);
});

test('the providers page shows an account that fails, from the third time on, and that it works again', async () => {
  const bench = await lineWorks();
  const status = async (): Promise<string | undefined> => {
    const items = await providerItems(bench.table, new Date(START), {});
    return items.find(({ provider }) => provider === 'line-works')?.status;
  };
  bench.vendor.fault({ kind: 'body', status: 401, path: '/customers', body: '{}' });
  expect([await status()]).toEqual(['never']);
  for (const [hour, expected] of ['never', 'never', 'failing'].entries()) {
    bench.setNow(`2026-11-04T0${hour}:00:00Z`);
    await bench.collect();
    expect(await status()).toBe(expected);
  }
  bench.vendor.clearFaults();
  bench.setNow(START);
  await bench.collect();
  expect(await status()).toBe('ok');
});

test('no message holds anything of the secret', async () => {
  const bench = await lineWorks();
  const secret: Record<string, string> = {
    ...(bench.vendor.secret as Record<string, string>),
    clientSecret: 'a-very-secret-word',
  };
  bench.putSecret(secret);
  const { failures } = await bench.collect();
  const told = JSON.stringify([failures, bench.errors.map(({ message }) => message), bench.notices]);
  expect(failures).toMatchObject([{ code: 'CREDENTIALS_REJECTED' }]);
  expect(told).not.toContain('a-very-secret-word');
  expect(told).not.toContain(secret['privateKey']?.slice(40, 80) ?? 'a key');
});
