/** What is known to go wrong with this vendor, one test each, against the simulated vendor with that oddity. */
import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';
import { deploymentRow, usageRow, usageRows } from './rows.ts';

describe('Partner Center does not trip over', () => {
  test('two documented paths: at 404 the other one is tried once, remembered and noted', async () => {
    const { read, asked, notices } = await bench({ paths: 'prefixed' });
    expect((await read('usage')).readings).not.toEqual([]);
    await read('deployment');
    await read('usage');
    expect(asked().map((target) => target.split('?', 1).join())).toEqual([
      '/v1/analytics/commercial/usage/license',
      '/partner/v1/analytics/commercial/usage/license',
      '/partner/v1/analytics/commercial/deployment/license',
      '/partner/v1/analytics/commercial/usage/license',
    ]);
    expect(notices.filter((notice) => notice.includes('other path'))).toHaveLength(1);
  });

  test('a list that is refused at one path for want of a relation to a customer: the other one is tried', async () => {
    const { running, read, asked, notices } = await bench();
    const body = JSON.stringify({ code: '20002', description: 'No commercial relation' });
    running.fault({ kind: 'body', status: 403, path: '/license', body, times: 1 });
    expect((await read('usage')).readings).not.toEqual([]);
    expect(asked()).toHaveLength(2);
    expect(notices.filter((notice) => notice.includes('other path'))).toHaveLength(1);
  });

  test('a refusal at one path and nothing at the other: the refusal is what is told', async () => {
    const { running, read } = await bench({ paths: 'plain' });
    const body = JSON.stringify({ code: '20002', description: 'No commercial relation' });
    running.fault({ kind: 'body', status: 403, path: '/license', body, times: 1 });
    await expect(read('usage')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  test('a version of the contract that is required by the document alone: it is sent', async () => {
    const { running, read } = await bench();
    await read('usage');
    const lists = running.requests.filter(({ target }) => target.includes('/license'));
    expect(lists.map(({ headers }) => headers['ms-contract-version'])).toEqual(['v1']);
  });

  test('lists that answer at different paths', async () => {
    const { read, asked } = await bench({
      instead: (target) => (target.startsWith('/partner/v1') === target.includes('/usage/') ? null : missing(target)),
    });
    expect((await read('usage')).readings).not.toEqual([]);
    expect((await read('deployment')).readings).not.toEqual([]);
    expect(asked()).toHaveLength(4);
  });

  test('two spellings of one count, and a byte order mark before every body', async () => {
    const { licensesActive, ...sample } = usageRow();
    const rows = { usage: [usageRow(), { ...sample, workloadCode: 'SPO', licenseActive: licensesActive }] };
    const { readings } = await (await bench({ rows })).read();
    expect(readings.map(({ consumed, reported }) => ({ consumed, reported }))).toEqual([
      { consumed: 41, reported: { licensesActive: 41, licensesQualified: 50 } },
      { consumed: 41, reported: { licenseActive: 41, licensesQualified: 50 } },
    ]);
  });

  test('seats that repeat for each workload: they stay apart, and active above qualified is no overage', async () => {
    const rows = { usage: [usageRow({ licensesActive: 60 }), usageRow({ workloadCode: 'SPO', licensesActive: 60 })] };
    const { readings } = await (await bench({ rows })).read();
    expect(readings.map(({ labels, exceeded }) => [labels['workloadCode'], exceeded])).toEqual([
      ['EXO', null],
      ['SPO', null],
    ]);
  });

  test('a refresh token that is replaced, or is not', async () => {
    for (const refreshTokens of ['rotating', 'kept'] as const) {
      const { read, stored } = await bench({ refreshTokens });
      expect((await read()).readings).not.toEqual([]);
      expect(stored).toHaveLength(refreshTokens === 'rotating' ? 1 : 0);
    }
  });

  test('a claim that is only missed now and then: it needs a person at once', async () => {
    const { read, asked, signIns } = await bench({ mfaMissing: true });
    await expect(read()).rejects.toMatchObject({ code: 'CONSENT_REQUIRED' });
    expect([asked().length, signIns()]).toEqual([1, 1]);
  });

  test.each([
    null,
    '',
    'license?top=10000&skip=2&orderby=date desc',
    '/v1/analytics/commercial/usage/license?top=1&skip=1',
    'https://api.partnercenter.example/elsewhere?skip=2',
    'http://127.0.0.1:9/elsewhere',
  ])('a next link of %j: it is never followed', async (nextLink) => {
    const { read, asked } = await bench({ rows: { usage: usageRows(5) }, cap: 2, nextLink });
    expect((await read()).readings).toHaveLength(5);
    expect(asked().map((target) => target.split('?')[1])).toEqual([
      'top=10000&skip=0',
      'top=10000&skip=2',
      'top=10000&skip=4',
    ]);
  });

  test('grouping, which would drop the date: it never asks for it, nor for a date or a filter', async () => {
    const { read, asked } = await bench();
    await read('usage');
    await read('deployment');
    expect(asked().filter((target) => !target.endsWith('?top=10000&skip=0'))).toEqual([]);
  });

  test('a GUID whose case drifts from list to list, and a time without an offset', async () => {
    const customerTenantId = 'abcdefab-1111-4AAA-8aaa-111111111111';
    const processedDateTime = '2026-11-16T00:00:00';
    const { read } = await bench({
      rows: {
        usage: [usageRow({ customerTenantId, processedDateTime })],
        deployment: [deploymentRow({ customerTenantId: customerTenantId.toUpperCase(), processedDateTime })],
      },
    });
    const [used] = (await read('usage')).readings;
    const [deployed] = (await read('deployment')).readings;
    expect(deployed?.customerId).toBe(used?.customerId);
    expect(used?.period).toBe('2026-11-16');
  });

  test('a throttled answer of another shape', async () => {
    const { read, running, asked } = await bench();
    running.fault({ kind: 'throttle', path: '/usage/', times: 2 });
    expect((await read()).readings).not.toEqual([]);
    expect(asked()).toHaveLength(3);
  });

  test('pages that overlap: a row counts once under its idempotent key, whatever the case of its ids', async () => {
    const rows = usageRows(4);
    const shouting = { ...rows[1], customerTenantId: String(rows[1]?.['customerTenantId']).toLowerCase() };
    const { readings, restarts } = await (
      await bench({ rows: { usage: [...rows.slice(0, 2), shouting, ...rows.slice(2)] }, cap: 2, total: 4 })
    ).read();
    expect(readings).toHaveLength(4);
    expect(restarts).toBe(0);
  });

  test('an answer that has rows and no total', async () => {
    const { read, asked } = await bench({ rows: { usage: usageRows(3) }, total: null });
    expect((await read()).readings).toHaveLength(3);
    expect(asked()).toHaveLength(1);
  });

  test('a total that never fits: the list is read twice and refused', async () => {
    const { read } = await bench({ rows: { usage: usageRows(3) }, total: 4 });
    await expect(read()).rejects.toMatchObject({ code: 'VENDOR_RESPONSE_INVALID' });
  });
});

const missing = (target: string) => (target.startsWith('/login/') ? null : { status: 404, body: '' });
