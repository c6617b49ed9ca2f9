/**
 * The same small story at each vendor, in two parts: three customers on the first day, and two days later one who came,
 * one who left, values put right, rows taken back, an overage that begins and one that ends.
 */
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import type { SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import { addDays, lastDay, periods } from '../../lib/calendar.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { contract, product, usage } from '../lib/providers/naver-cloud/contracts.ts';
import { deploymentRow, usageRow } from '../lib/providers/partner-center/rows.ts';

interface Part {
  readonly at: string;
  /** New each time: it has forgotten every token that it gave. */
  readonly vendor: () => SimulatedVendor;
}

export interface Story {
  readonly first: Part;
  readonly second: Part;
}

const FIRST = '2026-11-03T03:00:00Z';
const SECOND = '2026-11-05T03:00:00Z';

const part = (at: string, vendor: (now: () => Date) => SimulatedVendor): Part => ({
  at,
  vendor: () => vendor(() => new Date(at)),
});

/** Members on a day, of ten seats held; null = no row. */
type Members = (day: string) => number | null;

/** Signs in with a refresh token that is good for one exchange. */
function lineWorks(at: string, domains: Readonly<Record<string, Members>>): Part {
  const metered = addDays(at.slice(0, 10), -1);
  const usages = (id: string, month: string) => {
    const [days, members] = [[...periods(`${month}-01`, lastDay(month))].filter((day) => day <= metered), domains[id]];
    if (!members) return null;
    return days.flatMap((usedDate) => {
      const memberCount = members(usedDate);
      const fields = { productGroupId: 'WORKS', productId: 'ADV', plan: 'ANNUAL_LICENSE', status: 'ACTIVE', usedDate };
      return memberCount === null ? [] : [{ ...fields, memberCount, licenseCount: 10, maxMemberCount: null }];
    });
  };
  const customers = () => Object.keys(domains).map((id) => ({ domainId: Number(id), companyName: `Company ${id}` }));
  const world = { customers, usages, optionProductUsages: () => [] };
  const signIn = { rotation: true, signIn: 'refresh-token' } as const;
  return part(at, (now) => lineWorksVendor({ now, world, perMinute: 100_000, ...signIn }));
}

const tenant = (number: number): string => `${number}1111111-aaaa-4aaa-8aaa-111111111111`;

/** Answers each exchange with another refresh token. */
function partnerCenter(
  at: string,
  sold: ReadonlyArray<readonly [customer: number, product: string, seats: number]>,
): Part {
  const processedDateTime = `${addDays(at.slice(0, 10), at === FIRST ? -2 : -1)}T00:00:00`;
  const common = ([customer, productId]: (typeof sold)[number]) => ({
    processedDateTime,
    customerTenantId: tenant(customer),
    productId,
  });
  const deployment = sold.map((one) => deploymentRow({ ...common(one), licensesSold: one[2], licensesDeployed: 9 }));
  const activity = sold.map((one) => usageRow({ ...common(one), licensesQualified: one[2], licensesActive: 4 }));
  return part(at, (now) => partnerCenterVendor({ now, rows: { usage: activity, deployment } }));
}

function naverCloud(at: string, quantities: Readonly<Record<string, number>>): Part {
  const contracts = () =>
    Object.entries(quantities).map(([memberNo, usageQuantity]) =>
      contract({ memberNo, contractProductList: [product({ usageList: [usage({ usageQuantity, useMonth: '' })] })] }),
    );
  return part(at, (now) => naverCloudVendor({ now, contracts }));
}

function trendMicro(at: string, license: Members, used: Readonly<Record<string, number>>): Part {
  const today = at.slice(0, 10);
  const licenses = [...periods(addDays(today, -40), today)].flatMap((day) => {
    const seats = license(day);
    const row = {
      vid: '640FE47F-5118-4D79-8221-A35D0DE2EE2C',
      update_time: Date.parse(day) / 1000,
      seat_purchase: 100,
    };
    return seats === null ? [] : [{ ...row, seat_in_use: seats, seat_count_exceed: 0 }];
  });
  const customers = Object.keys(used).map((id) => ({ id, name: `Company ${id}`, seat_count: 10, license_type: 1 }));
  const usages = Object.entries(used).map(([id, seats]) => ({
    id,
    seat_usages: [{ activationcode: 'WF-0001', used: seats }],
  }));
  return part(at, (now) => trendMicroVendor({ now, world: { licenses, customers, usages } }));
}

export const STORIES: Readonly<Record<ProviderId, Story>> = {
  'line-works': {
    first: lineWorks(FIRST, {
      '10000001': (day) => (day > '2026-11-01' ? 12 : 3),
      '10000002': () => 12,
      '10000003': () => 4,
    }),
    second: lineWorks(SECOND, {
      '10000001': (day) => (day === '2026-11-01' ? null : day === '2026-11-02' ? 3 : 14),
      '10000003': (day) => (day === '2026-10-30' ? 6 : 4),
      '10000004': () => 11,
    }),
  },
  'partner-center': {
    first: partnerCenter(FIRST, [
      [1, 'a', 5],
      [1, 'b', 5],
      [2, 'a', 5],
      [3, 'a', 20],
    ]),
    second: partnerCenter(SECOND, [
      [1, 'a', 3],
      [1, 'c', 50],
      [3, 'a', 20],
      [4, 'a', 5],
    ]),
  },
  'naver-cloud': {
    first: naverCloud('2026-10-20T03:00:00Z', { '1001': 5, '1002': 6, '1004': 1 }),
    second: naverCloud('2026-11-10T03:00:00Z', { '1001': 7, '1003': 8, '1004': 1 }),
  },
  'trend-micro': {
    first: trendMicro(FIRST, (day) => (day > '2026-11-01' ? 104 : 5), { 'C-1': 12, 'C-2': 13, 'C-4': 1 }),
    second: trendMicro(SECOND, (day) => (day === '2026-10-31' ? null : day === '2026-11-03' ? 5 : 103), {
      'C-2': 3,
      'C-3': 14,
      'C-4': 1,
    }),
  },
};
