/** The same small story at each vendor, told twice: a ledger that has seen the first part, and the second part to come. */
import type { Bench } from '../../support/bench.ts';
import { contract, product, usage } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

/** A ledger with a history; everything that a run can do to it is due: new, changed, withdrawn, gone, over and closed. */
export const STORIES = {
  async 'line-works'(): Promise<Bench> {
    const domains = new Map<string, (day: string) => number | null>([
      ['10000001', (day) => (day > '2026-11-01' ? 12 : 3)],
      ['10000002', () => 12],
      ['10000003', () => 4],
    ]);
    const bench = await lineWorksBench(domains, '2026-11-03T03:00:00Z');
    await bench.collect();
    domains.set('10000001', (day) => (day === '2026-11-01' ? null : day === '2026-11-02' ? 3 : 14));
    domains.delete('10000002');
    domains.set('10000004', () => 11);
    bench.setNow('2026-11-05T03:00:00Z');
    return bench;
  },

  async 'partner-center'(): Promise<Bench> {
    const over = { licensesSold: 5, licensesDeployed: 9 };
    const row = (number: number, changes: object = {}) =>
      deploymentRow({
        processedDateTime: '2026-11-01T00:00:00',
        customerTenantId: `${number}1111111-aaaa-4aaa-8aaa-111111111111`,
        ...over,
        ...changes,
      });
    const rows = [row(1), row(1, { productId: 'b' }), row(2), row(3)];
    const bench = await partnerCenterBench({ usage: [], deployment: rows }, '2026-11-03T03:00:00Z');
    await bench.collect();
    rows.splice(0, 3, row(1, { licensesSold: 6 }), row(4), row(1, { productId: 'c', licensesSold: 50 }));
    bench.setNow('2026-11-05T03:00:00Z');
    return bench;
  },

  async 'naver-cloud'(): Promise<Bench> {
    const quantities = new Map([
      ['1001', 5],
      ['1002', 6],
    ]);
    const contracts = () =>
      [...quantities].map(([memberNo, usageQuantity]) =>
        contract({ memberNo, contractProductList: [product({ usageList: [usage({ usageQuantity, useMonth: '' })] })] }),
      );
    const bench = await naverCloudBench(contracts, '2025-01-20T03:00:00Z', 2);
    await bench.collect();
    quantities.set('1001', 7);
    quantities.set('1003', 8);
    quantities.delete('1002');
    bench.setNow('2025-02-01T03:00:00Z');
    return bench;
  },

  async 'trend-micro'(): Promise<Bench> {
    const shown = {
      license: (day: string): number | null => (day > '2026-11-01' ? 104 : 5),
      customers: new Map([
        ['C-1', 12],
        ['C-2', 13],
      ]),
    };
    const bench = await trendMicroBench(shown, '2026-11-03T03:00:00Z', 5);
    await bench.collect();
    shown.license = (day) => (day === '2026-10-31' ? null : day === '2026-11-03' ? 5 : 103);
    shown.customers.delete('C-1');
    shown.customers.set('C-2', 3);
    shown.customers.set('C-3', 14);
    bench.setNow('2026-11-05T03:00:00Z');
    return bench;
  },
} as const;

export const PROVIDERS = Object.keys(STORIES) as ReadonlyArray<keyof typeof STORIES>;
