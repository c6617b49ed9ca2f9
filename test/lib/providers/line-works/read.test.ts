import { describe, expect, test } from 'vitest';
import { failureOf } from '../open.ts';
import { benchOf, windowOf } from './bench.ts';

const usages = windowOf('usages');

describe('a window', () => {
  test('asks for its month without a leading zero and for no product group', async () => {
    const bench = await benchOf();
    await bench.session().read(windowOf('usages', '10000001', '2026-03'));
    expect(bench.asked()).toEqual(['/v1.0/partners/customers/10000001/usages?year=2026&month=3']);
  });

  test('of a month without the customer is empty, not wrong', async () => {
    const bench = await benchOf();
    expect(await bench.session().read(windowOf('usages', '10000001', '2019-01'))).toEqual([]);
  });

  test('of a customer that the vendor does not show is refused for this customer alone', async () => {
    const bench = await benchOf();
    const error = await failureOf(bench.session().read(windowOf('usages', '99999999')));
    expect(error).toMatchObject({ code: 'PERMISSION_DENIED', message: expect.stringContaining('/99999999/usages') });
  });

  test('without the list that it was asked for is no window', async () => {
    const bench = await benchOf();
    bench.running.fault({ kind: 'body', body: '{"optionProductUsages":[]}', path: '/usages?' });
    const error = await failureOf(bench.session().read(usages));
    expect(error).toMatchObject({
      code: 'VENDOR_RESPONSE_INVALID',
      message: 'usages of customer 10000001 in 2026-11: no list usages',
    });
  });

  test('of an app without the scope needs consent', async () => {
    const bench = await benchOf();
    const body = '{"code":"FORBIDDEN","description":"Scope is not allowed"}';
    bench.running.fault({ kind: 'body', status: 403, body, path: '/usages?' });
    expect(await failureOf(bench.session().read(usages))).toHaveProperty('code', 'CONSENT_REQUIRED');
  });

  test('of a deleted customer says that it is gone', async () => {
    const bench = await benchOf();
    bench.running.fault({ kind: 'body', status: 410, body: '{"code":"DELETED"}', path: '/usages?' });
    expect(await failureOf(bench.session().read(usages))).toMatchObject({ code: 'NOT_FOUND', gone: true });
  });

  test('that is not one customer’s is a mistake of the caller', async () => {
    const bench = await benchOf();
    await expect(bench.session().read({ ...usages, customers: null })).rejects.toThrow(RangeError);
    await expect(bench.session().read({ ...usages, dataset: 'seats' })).rejects.toThrow(RangeError);
  });

  test('with a product that nobody has seen is read, and noticed once', async () => {
    // Of a vendor of its own: what was noticed stays known as long as the process lives.
    const row = {
      productGroupId: 'WORKS',
      optionProductId: 'NEW_X9',
      subOptionId: 'NEW_X9_01',
      usedDate: '2026-11-02',
    };
    const world = {
      customers: () => [{ domainId: 10000005, companyName: 'Example customer' }],
      usages: () => [],
      optionProductUsages: () => [{ ...row, plan: 'FREE', memberCount: 3, licenseCount: null }],
    };
    const { read, notices } = (await benchOf({ world })).session();
    const window = windowOf('option-product-usages', '10000005');
    expect(await read(window)).toContainEqual(expect.objectContaining({ productId: 'WORKS/NEW_X9/NEW_X9_01' }));
    await read(window);
    expect(notices).toEqual([expect.stringContaining('WORKS/NEW_X9/NEW_X9_01')]);
  });
});

describe('the pace of reading', () => {
  test('spends a minute’s allowance at once, then waits, and is never refused', async () => {
    let clock = 0;
    const bench = await benchOf({ clock: () => clock, perMinute: 240 });
    const { read } = bench.session();
    const statuses = await Promise.all(Array.from({ length: 240 }, () => read(usages).then(() => 200)));
    expect(statuses).toHaveLength(240);
    expect(bench.waits).toEqual([]);
    clock += 61_000;
    await read(usages);
    expect(bench.waits).toEqual([61_000]);
  });

  test('counts each operation apart', async () => {
    const bench = await benchOf();
    const { read } = bench.session();
    await Promise.all(Array.from({ length: 240 }, () => read(usages)));
    await read(windowOf('option-product-usages'));
    expect(bench.waits).toEqual([]);
  });

  test('is halved once the run has lasted over half an hour', async () => {
    const bench = await benchOf();
    const { read } = bench.session();
    bench.pass(31 * 60);
    await Promise.all(Array.from({ length: 120 }, () => read(usages)));
    expect(bench.waits).toEqual([]);
    await read(usages);
    expect(bench.waits).toEqual([61_000]);
  });

  test('holds the whole operation back when the vendor refuses', async () => {
    const bench = await benchOf({ resetSeconds: 17 });
    const { read } = bench.session();
    bench.running.fault({ kind: 'throttle', path: '/usages?', times: 1 });
    await read(usages);
    expect(bench.waits).toEqual([17_000]);
  });
});
