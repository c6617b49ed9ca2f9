/** Collectors against simulated vendors that tell what a test says, each with a ledger of its own. */
import { onTestFinished, vi } from 'vitest';
import { lineWorksVendor } from '../../../infra/local/vendors/line-works.ts';
import { type NaverCloudOptions, naverCloudVendor } from '../../../infra/local/vendors/naver-cloud.ts';
import { type PartnerCenterOptions, partnerCenterVendor } from '../../../infra/local/vendors/partner-center.ts';
import { trendMicroVendor } from '../../../infra/local/vendors/trend-micro.ts';
import { dayIn, lastDay, nextPeriod, periods } from '../../../lib/calendar.ts';
import { naverCloud } from '../../../lib/providers/naver-cloud.ts';
import { newPartnerCenter } from '../../../lib/providers/partner-center.ts';
import { trendMicro } from '../../../lib/providers/trend-micro.ts';
import { lineWorksAt } from '../../../lib/providers/line-works.ts';
import { type Bench, startBench } from '../../support/bench.ts';
import { instantPace } from '../providers/line-works/bench.ts';

// Several runs against real servers: a busy machine must not fail them.
vi.setConfig({ testTimeout: 30_000 });

type Row = Readonly<Record<string, unknown>>;

/** What a domain uses on a day: members, or a row with other fields; null = no row. */
type DomainDay = (day: string) => number | Row | null;

/** Domains by id, to be changed while a test goes on. */
export type Domains = Map<string, DomainDay>;

const SEATS_HELD = 10;

/** One plan a domain with ten seats; days are metered once they are over in Tokyo. */
export async function lineWorksBench(domains: Domains, instant: string, depth: number | null = 1): Promise<Bench> {
  const worldAt = (now: () => Date) => ({
    customers: () => [...domains.keys()].map((id) => ({ domainId: Number(id), companyName: `Company ${id}` })),
    usages: (id: string, month: string) => {
      const used = domains.get(id);
      const yesterday = nextPeriod(dayIn('Asia/Tokyo', now()), -1);
      const days = [...periods(`${month}-01`, lastDay(month) < yesterday ? lastDay(month) : yesterday)];
      return used ? days.flatMap((day): Row[] => [planRow(day, used(day))].filter((row) => row !== null)) : null;
    },
    optionProductUsages: () => [],
  });
  const provider = lineWorksAt(instantPace().pace);
  const vendorAt = (now: () => Date) => lineWorksVendor({ now, world: worldAt(now), perMinute: 100_000 });
  return closing(await startBench(provider, vendorAt, instant, depth));
}

function planRow(day: string, used: ReturnType<DomainDay>): Row | null {
  if (used === null) return null;
  const row = { productGroupId: 'WORKS', productId: 'ADV', plan: 'ANNUAL_LICENSE', usedDate: day, status: 'ACTIVE' };
  const counts = { memberCount: 1, licenseCount: SEATS_HELD, maxMemberCount: null };
  return { ...row, ...counts, ...(typeof used === 'number' ? { memberCount: used } : used) };
}

/** What Trend Micro shows, to be changed while a test goes on. */
export interface TrendMicroShown {
  /** The partner's seats in use on a day, of a hundred; a row with other fields; null = no row. */
  license: (day: string) => number | Row | null;
  /** Seats in use by customer id, of ten held. */
  customers: Map<string, number | Row>;
}

export const VID = '640FE47F-5118-4D79-8221-A35D0DE2EE2C';

export async function trendMicroBench(
  shown: TrendMicroShown,
  instant: string,
  depth: number | null = 10,
  options: { historyDays?: number } = {},
): Promise<Bench> {
  const worldAt = (now: () => Date) => ({
    get licenses() {
      const today = now().toISOString().slice(0, 10);
      return [...periods(nextPeriod(today, -400), today)].flatMap((day) => {
        const used = shown.license(day);
        const row = { vid: VID, update_time: Date.parse(day) / 1000, seat_purchase: 100, seat_in_use: 0 };
        if (used === null) return [];
        return [{ ...row, seat_count_exceed: 0, ...(typeof used === 'number' ? { seat_in_use: used } : used) }];
      });
    },
    get customers() {
      return [...shown.customers.keys()].map((id) => ({ id, name: `Company ${id}`, seat_count: 10, license_type: 1 }));
    },
    get usages() {
      return [...shown.customers].map(([id, used]) => ({
        id,
        ...(typeof used === 'number' ? { seat_usages: [{ activationcode: 'WF-0001', used }] } : used),
      }));
    },
  });
  const vendorAt = (now: () => Date) => trendMicroVendor({ now, world: worldAt(now), ...options });
  return closing(await startBench(trendMicro, vendorAt, instant, depth));
}

export const naverCloudBench = async (
  contracts: NonNullable<NaverCloudOptions['contracts']>,
  instant: string,
  depth: number | null = null,
): Promise<Bench> =>
  closing(await startBench(naverCloud, (now) => naverCloudVendor({ now, contracts }), instant, depth));

export const partnerCenterBench = async (
  rows: NonNullable<PartnerCenterOptions['rows']>,
  instant: string,
): Promise<Bench> =>
  closing(await startBench(newPartnerCenter(), (now) => partnerCenterVendor({ now, rows }), instant));

/** The same four vendors with the story that they tell by themselves. */
export const storyBench = {
  'line-works': (instant: string, depth: number | null = 1) =>
    startBench(
      lineWorksAt(instantPace().pace),
      (now) => lineWorksVendor({ now, perMinute: 100_000 }),
      instant,
      depth,
    ).then(closing),
  'partner-center': (instant: string) =>
    startBench(newPartnerCenter(), (now) => partnerCenterVendor({ now }), instant).then(closing),
  'naver-cloud': (instant: string, depth: number | null = null) =>
    startBench(naverCloud, (now) => naverCloudVendor({ now }), instant, depth).then(closing),
  'trend-micro': (instant: string, depth: number | null = 10) =>
    startBench(trendMicro, (now) => trendMicroVendor({ now }), instant, depth).then(closing),
} as const;

function closing(bench: Bench): Bench {
  onTestFinished(() => bench.close());
  return bench;
}
