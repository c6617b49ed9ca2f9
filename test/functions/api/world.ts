/** A small ledger of all four providers, as it stands at NOW. */
import { periods } from '../../../lib/calendar.ts';
import type { Table } from '../../../lib/ledger/client.ts';
import { setConfigured } from '../../../lib/ledger/account.ts';
import { collect, type Row } from '../../support/ledger.ts';

export const NOW = new Date('2026-11-21T02:00:00Z');
export const TENANT = '6B05D1A0-93C1-4B62-8C2B-0A1D35C3F8E4';
export const VID = '640FE47F-5118-4D79-8221-A35D0DE2EE2C';
const AT = '2026-11-21T01:00:00.400Z';

const days = (from: string, to: string): string[] => [...periods(from, to)];

export const lineWorksRow = (customerId: string, period: string, members: number, more: Partial<Row> = {}): Row => ({
  customerId,
  customerName: `Works ${customerId}`,
  productId: 'works/basic',
  period,
  entitled: 10,
  consumed: members,
  labels: { plan: 'ANNUAL_2', status: 'USING' },
  reported: { memberCount: members, licenseCount: 10 },
  ...more,
});

/** Reads one customer's November of `usages`. */
export const readNovember = (
  table: Table,
  customer: string,
  rows: readonly Row[],
  { account = 'default', at = AT }: { account?: string; at?: string } = {},
): Promise<void> =>
  collect(
    table,
    {
      provider: 'line-works',
      account,
      dataset: 'usages',
      from: '2026-11-01',
      to: '2026-11-30',
      customers: [customer],
      at,
    },
    rows,
  );

async function lineWorks(table: Table): Promise<void> {
  for (const account of ['default', '東京#1']) {
    for (const customer of ['10000001', '10000002', '10000003']) {
      const over = customer === '10000003' ? 3 : 0;
      await readNovember(
        table,
        customer,
        days('2026-11-16', '2026-11-20').flatMap((day, index) => [
          lineWorksRow(customer, day, 8 + index + over),
          lineWorksRow(customer, day, 4, {
            productId: 'works/monthly',
            entitled: null,
            labels: { plan: 'MONTHLY', status: 'USING' },
            reported: { memberCount: 4, maxMemberCount: null },
          }),
        ]),
        { account },
      );
    }
  }
  await collect(
    table,
    {
      provider: 'line-works',
      dataset: 'option-product-usages',
      from: '2026-11-01',
      to: '2026-11-30',
      customers: ['10000001'],
      at: AT,
    },
    days('2026-11-18', '2026-11-20').map((period) => ({
      ...lineWorksRow('10000001', period, 12),
      productId: 'works/drive/100gb',
      labels: { plan: 'ANNUAL_2' },
    })),
  );
}

const serviceRow = (period: string, serviceCode: string, sold: number, deployed: number): Row => ({
  customerId: TENANT.toLowerCase(),
  customerName: '=Contoso, "East"',
  productId: 'CFQ7TTC0LF8Q',
  productName: 'Office',
  period,
  entitled: sold,
  consumed: deployed,
  labels: { serviceCode, serviceName: serviceCode.toUpperCase(), channel: 'reseller' },
  reported: { licensesDeployed: deployed, licensesSold: sold },
});

async function partnerCenter(table: Table): Promise<void> {
  const read = (dataset: string, day: string, rows: readonly Row[]): Promise<void> =>
    collect(table, { provider: 'partner-center', dataset, from: day, to: day, at: `${day}T03:00:00Z` }, rows);
  await read('deployment', '2026-11-19', [
    serviceRow('2026-11-17', 'exo', 20, 25),
    serviceRow('2026-11-17', 'spo', 20, 5),
  ]);
  await read('deployment', '2026-11-20', [
    serviceRow('2026-11-18', 'exo', 20, 24),
    serviceRow('2026-11-17', 'spo', 20, 5),
  ]);
  await read('usage', '2026-11-20', [
    {
      ...serviceRow('2026-11-18', 'exo', 20, 7),
      labels: { workloadCode: 'exc', workloadName: 'Mail', serviceCode: 'exo', serviceName: 'EXO', channel: null },
      unit: 'licence',
      reported: { licensesActive: 7, licensesQualified: 20 },
    },
  ]);
}

async function naverCloud(table: Table): Promise<void> {
  for (const month of ['2026-09', '2026-10', '2026-11']) {
    await collect(
      table,
      { provider: 'naver-cloud', dataset: 'contract-usage', from: month, to: month, at: AT },
      ['1001', '1002'].flatMap((customerId) =>
        [1, 2].map((contract) => ({
          customerId,
          customerName: `member ${customerId}`,
          productId: 'SPSVR00001',
          period: month,
          unit: 'USAGE_TIME',
          consumed: 12.5 * contract,
          labels: {
            contractNo: String(contract),
            contractProductSequence: '1',
            meteringType: 'SVRUSE',
            regionCode: 'KR',
          },
          reported: { usageQuantity: 12.5 * contract },
        })),
      ),
    );
  }
}

async function trendMicro(table: Table): Promise<void> {
  await collect(
    table,
    { provider: 'trend-micro', dataset: 'vendor-license', from: '2025-11-21', to: '2026-11-20', at: AT },
    days('2026-11-01', '2026-11-20').map((period) => ({
      customerId: VID,
      productId: 'wfbss',
      period,
      entitled: 177,
      consumed: 180,
      labels: { level: 'partner' },
      reported: { seat_purchase: 177, seat_in_use: 180, seat_count_exceed: 0 },
    })),
  );
  for (const day of ['2026-11-19', '2026-11-20', '2026-11-21']) {
    await collect(
      table,
      {
        provider: 'trend-micro',
        dataset: 'customers-usage',
        from: day,
        to: day,
        customers: ['c-1', 'c-2'],
        at: `${day}T00:30:00Z`,
      },
      ['c-1', 'c-2'].map((customerId, index) => ({
        customerId,
        customerName: index === 0 ? 'Ichi' : null,
        productId: 'wfbss',
        period: day,
        entitled: 50,
        consumed: 49 + index * 2,
        labels: { level: 'customer', licenseType: 'Full' },
        reported: { seat_count: 50, used: 49 + index * 2 },
      })),
    );
  }
}

export async function fillWorld(table: Table): Promise<void> {
  await Promise.all([lineWorks(table), partnerCenter(table), naverCloud(table), trendMicro(table)]);
  for (const provider of ['line-works', 'partner-center', 'trend-micro'] as const) {
    await setConfigured(table, provider, true, NOW);
  }
  await setConfigured(table, 'naver-cloud', false, NOW);
}
