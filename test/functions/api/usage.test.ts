import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UsageRecord } from '../../../lib/usage.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { collect } from '../../support/ledger.ts';
import { type Door, openDoor, newTable, tableOf } from './door.ts';
import { fillWorld, lineWorksRow, NOW, readNovember, TENANT } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
});
afterAll(() => db.close());

const usage = async (query: string): Promise<UsageRecord[]> =>
  (await door.page<UsageRecord>(`/v1/usage?limit=1000&${query}`)).items;

const final = async (query: string): Promise<string[]> =>
  (await usage(query)).map((one) => `${one.period} ${one.final}`);

const months = async (range: string): Promise<string[]> => [
  ...new Set((await usage(`provider=naver-cloud&${range}`)).map((one) => one.period)),
];

describe('a usage record', () => {
  test('holds every field in the order of the answer', async () => {
    const [record] = await usage('customer=10000001&account=default&from=2026-11-20&product=works/basic');
    expect(JSON.stringify(record)).toBe(
      JSON.stringify({
        provider: 'line-works',
        account: 'default',
        dataset: 'usages',
        customerId: '10000001',
        customerName: 'Works 10000001',
        productId: 'works/basic',
        productName: 'works/basic',
        measure: 'seats',
        unit: 'seat',
        labels: { plan: 'ANNUAL_2', status: 'USING' },
        period: '2026-11-20',
        entitled: 10,
        consumed: 12,
        exceeded: 2,
        reported: { memberCount: 12, licenseCount: 10 },
        final: false,
        corrections: 0,
        observedAt: '2026-11-21T01:00:00Z',
      }),
    );
  });

  test('shows a vendor name, our own name or the id, and null where nothing is known', async () => {
    const [office] = await usage('provider=partner-center');
    expect(office).toMatchObject({ productName: 'Office', customerName: '=Contoso, "East"' });
    const [seats] = await usage('dataset=vendor-license');
    expect(seats).toMatchObject({ productName: 'Worry-Free Business Security Services', customerName: null });
  });

  test('is final by the calendar, or once its service has a later day', async () => {
    expect(await final('dataset=deployment')).toEqual(['2026-11-17 true', '2026-11-17 false', '2026-11-18 false']);
    expect(await final('customer=1001&from=2026-09-01')).toEqual([
      '2026-09 true',
      '2026-09 true',
      '2026-10 true',
      '2026-10 true',
      '2026-11 false',
      '2026-11 false',
    ]);
    expect(await final('customer=c-1')).toEqual(['2026-11-19 true', '2026-11-20 true', '2026-11-21 false']);
    expect((await final('dataset=vendor-license')).filter((one) => one.endsWith('true'))).toHaveLength(13);
  });

  test('keeps a metered quantity with its unit and without overage', async () => {
    const [line] = await usage('provider=naver-cloud');
    expect(line).toMatchObject({
      measure: 'metered',
      unit: 'USAGE_TIME',
      entitled: null,
      consumed: 12.5,
      exceeded: null,
    });
    expect(line?.labels).toEqual({
      contractNo: '1',
      contractProductSequence: '1',
      meteringType: 'SVRUSE',
      contractType: null,
      productItemKind: null,
      productRatingType: null,
      regionCode: 'KR',
      instanceName: null,
      contractStatus: null,
    });
  });
});

describe('the order', () => {
  test('groups by provider, account and customer, then goes by period, dataset, product and labels', async () => {
    const all = await usage('');
    const groups = all.map((one) => `${one.provider}/${one.account}/${one.customerId}`);
    expect(groups.filter((group, index) => group !== groups[index - 1])).toHaveLength(new Set(groups).size);
    expect([...new Set(all.map((one) => one.provider))]).toEqual([
      'line-works',
      'partner-center',
      'naver-cloud',
      'trend-micro',
    ]);
    const own = all.filter((one) => one.customerId === '10000001' && one.account === 'default');
    expect(own.slice(-6).map((one) => `${one.period} ${one.dataset} ${one.productId}`)).toEqual([
      '2026-11-19 option-product-usages works/drive/100gb',
      '2026-11-19 usages works/basic',
      '2026-11-19 usages works/monthly',
      '2026-11-20 option-product-usages works/drive/100gb',
      '2026-11-20 usages works/basic',
      '2026-11-20 usages works/monthly',
    ]);
  });
});

describe('filters', () => {
  test('take the last 30 days, UTC, unless told otherwise', async () => {
    const all = await usage('provider=trend-micro&dataset=vendor-license');
    expect([all[0]?.period, all.at(-1)?.period]).toEqual(['2026-11-01', '2026-11-20']);
    expect(await usage('dataset=vendor-license&to=2026-11-05')).toHaveLength(5);
    expect(await usage('dataset=vendor-license&from=2026-11-18')).toHaveLength(3);
  });

  test('a month matches a range that holds any of its days', async () => {
    expect(await months('from=2026-09-30&to=2026-10-01')).toEqual(['2026-09', '2026-10']);
    expect(await months('from=2026-10-15&to=2026-10-15')).toEqual(['2026-10']);
  });

  test('find a GUID in any case of letters, at every provider', async () => {
    const lower = await usage(`customer=${TENANT.toLowerCase()}`);
    expect(lower.length).toBeGreaterThan(0);
    expect(await usage(`customer=${TENANT}`)).toEqual(lower);
    expect(await usage('account=%E6%9D%B1%E4%BA%AC%231&customer=10000002')).toHaveLength(10);
  });

  test('match products, measures, levels and datasets exactly', async () => {
    expect(await usage('product=works/monthly&customer=10000001&account=default')).toHaveLength(5);
    expect(await usage('product=works/month')).toEqual([]);
    expect((await usage('measure=activity')).map((one) => one.dataset)).toEqual(['usage']);
    expect((await usage('level=partner')).every((one) => one.labels['level'] === 'partner')).toBe(true);
    expect(await usage('level=customer')).toHaveLength(6);
    expect(await usage('level=customer&measure=metered')).toEqual([]);
    expect(await usage('customer=nobody')).toEqual([]);
    expect(await usage('account=nobody')).toEqual([]);
  });
});

describe('what changed', () => {
  test('a corrected record counts its corrections, a withdrawn one is not served', async () => {
    const own = openDoor(await newTable(db), { now: () => NOW });
    const rows = [lineWorksRow('1', '2026-11-18', 5), lineWorksRow('1', '2026-11-19', 5)];
    await readNovember(own.table, '1', rows);
    await readNovember(own.table, '1', [lineWorksRow('1', '2026-11-18', 6)], { at: '2026-11-21T01:30:00Z' });
    const { items } = await own.page<UsageRecord>('/v1/usage');
    expect(items.map((one) => [one.period, one.consumed, one.corrections, one.observedAt])).toEqual([
      ['2026-11-18', 6, 1, '2026-11-21T01:30:00Z'],
    ]);
  });

  test('a member with thousands of lines is answered whole', async () => {
    const own = openDoor(await newTable(db), { now: () => NOW });
    await collect(
      own.table,
      {
        provider: 'naver-cloud',
        dataset: 'contract-usage',
        from: '2026-11',
        to: '2026-11',
        at: '2026-11-20T00:00:00Z',
      },
      Array.from({ length: 4000 }, (_, index) => ({
        customerId: 'big',
        productId: `P${index % 7}`,
        period: '2026-11',
        unit: 'A_RATHER_LONG_UNIT_OF_MEASUREMENT',
        consumed: index + 0.125,
        labels: { contractNo: String(index), contractProductSequence: '1', meteringType: 'M' },
        reported: { usageQuantity: index + 0.125 },
      })),
    );
    const all = await own.walk<UsageRecord>('/v1/usage?limit=999');
    expect(new Set(all.map((one) => one.labels['contractNo'])).size).toBe(4000);
    expect(all).toHaveLength(4000);
    expect(all.map((one) => one.productId)).toEqual(all.map((one) => one.productId).toSorted());
  });
});
