/** A small world at each vendor: the rows grow by the day, two or three customers, and lists of one page and of two. */
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import type { SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import { addDays, dayIn, lastDay, periods } from '../../lib/calendar.ts';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import { lineWorksAt } from '../../lib/providers/line-works.ts';
import { naverCloud } from '../../lib/providers/naver-cloud.ts';
import { newPartnerCenter } from '../../lib/providers/partner-center.ts';
import { trendMicro } from '../../lib/providers/trend-micro.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { instantPace } from '../lib/providers/line-works/bench.ts';
import { contract, product, usage } from '../lib/providers/naver-cloud/contracts.ts';
import { deploymentRow, usageRow } from '../lib/providers/partner-center/rows.ts';
import { type Bench, type SharedParts, startBench } from '../support/bench.ts';

interface World<C extends Account, S extends Session, R> {
  readonly provider: () => Provider<C, S, R>;
  readonly vendor: (now: () => Date, signIn: SignIn) => SimulatedVendor;
  readonly depth: number | null;
}

/** Where a vendor knows both, LINE WORKS alone. */
export type SignIn = 'service-account' | 'refresh-token';

type Start = (instant: string, shared: SharedParts, signIn?: SignIn) => Promise<Bench>;

const starting =
  <C extends Account, S extends Session, R>({ provider, vendor, depth }: World<C, S, R>): Start =>
  (instant, shared, signIn = 'service-account') =>
    startBench(provider(), (now) => vendor(now, signIn), instant, depth, shared);

/** Days that are over, of the month of LINE WORKS. */
const metered = (month: string, now: Date): string[] => {
  const yesterday = addDays(dayIn('Asia/Tokyo', now), -1);
  return [...periods(`${month}-01`, lastDay(month) < yesterday ? lastDay(month) : yesterday)];
};

const lineWorksWorld = (now: () => Date) => ({
  customers: () => ['10000001', '10000002'].map((id) => ({ domainId: Number(id), companyName: `Company ${id}` })),
  usages: (id: string, month: string) =>
    metered(month, now()).map((usedDate, day) => ({
      productGroupId: 'WORKS',
      productId: 'ADV',
      plan: 'ANNUAL_LICENSE',
      usedDate,
      status: 'ACTIVE',
      memberCount: (id === '10000001' ? 11 : 4) + day,
      licenseCount: 10,
      maxMemberCount: null,
    })),
  optionProductUsages: () => [],
});

const tenant = (number: number): string => `${number}1111111-aaaa-4aaa-8aaa-111111111111`;

const partnerCenterLists = (now: () => Date) => {
  const common = (number: number): object => ({
    processedDateTime: `${addDays(dayIn('UTC', now()), -1)}T00:00:00`,
    customerTenantId: tenant(number),
    customerName: `Company ${number}`,
  });
  return {
    get usage() {
      return [1, 2, 3].map((number) => usageRow({ ...common(number), licensesActive: 10 + number }));
    },
    get deployment() {
      return [1, 2, 3, 4, 5].map((number) => deploymentRow({ ...common(number), licensesDeployed: 48 + number }));
    },
  };
};

const contractsOf =
  (now: () => Date) =>
  (months: readonly string[]): ReturnType<typeof contract>[] => {
    const useMonth = (months[0] ?? '').replace('-', '');
    const grown = now().getUTCDate();
    return [1, 2, 3].map((number) => {
      const usages = [usage({ useMonth, usageQuantity: 1000 * number + grown, userUsageQuantity: number })];
      const products = [product({ usageList: usages })];
      return contract({ memberNo: `100${number}`, contractNo: `900${number}`, contractProductList: products });
    });
  };

const seats = (now: () => Date) => ({
  get licenses() {
    const today = dayIn('UTC', now());
    return [...periods(addDays(today, -30), today)].map((day) => ({
      vid: '640FE47F-5118-4D79-8221-A35D0DE2EE2C',
      update_time: Date.parse(day) / 1000,
      seat_purchase: 100,
      seat_in_use: 95 + Number(day.slice(8)),
      seat_count_exceed: 0,
    }));
  },
  customers: ['C-1', 'C-2', 'C-3'].map((id) => ({ id, name: `Company ${id}`, seat_count: 10, license_type: 1 })),
  get usages() {
    const used = 8 + now().getUTCDate();
    return ['C-1', 'C-2', 'C-3'].map((id) => ({ id, seat_usages: [{ activationcode: 'WF-0001', used }] }));
  },
});

export const WORLDS: Readonly<Record<ProviderId, Start>> = {
  'line-works': starting({
    // Limits of pace are not what is looked at here.
    provider: () => lineWorksAt(instantPace().pace),
    vendor: (now, signIn) =>
      lineWorksVendor({ now, world: lineWorksWorld(now), perMinute: 1_000_000, signIn, rotation: true }),
    depth: 1,
  }),
  'partner-center': starting({
    provider: newPartnerCenter,
    vendor: (now) => partnerCenterVendor({ now, rows: partnerCenterLists(now), cap: 3 }),
    depth: null,
  }),
  'naver-cloud': starting({
    provider: () => naverCloud,
    vendor: (now) => naverCloudVendor({ now, contracts: contractsOf(now), pageCap: 2 }),
    depth: 2,
  }),
  'trend-micro': starting({
    provider: () => trendMicro,
    vendor: (now) => trendMicroVendor({ now, world: seats(now), pageCap: 2 }),
    depth: 5,
  }),
};
