/** The simulated vendors of a small world, each with a secret in which every field that is nobody's business is marked. */
import { lineWorksVendor } from '../../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../../infra/local/vendors/partner-center.ts';
import { type RunningVendor, serve, type SimulatedVendor } from '../../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../../infra/local/vendors/trend-micro.ts';
import { addDays, dayIn, periods } from '../../../lib/calendar.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { contract, product, usage } from '../../lib/providers/naver-cloud/contracts.ts';
import { deploymentRow, usageRow } from '../../lib/providers/partner-center/rows.ts';
import { type Overheard, overheard } from './overheard.ts';

export interface Planted extends Overheard {
  readonly provider: ProviderId;
  readonly running: RunningVendor;
  /** The account as it can sign in now: with the newest refresh token. */
  account(): Readonly<Record<string, unknown>>;
}

/** Looks different in every form of writing. */
const marked = (what: string): string => `${what}-"MARK"\\n+/=&%é 7`;
/** As far as a header can be. */
const markedPlainly = (what: string): string => `${what}-"MARK"\\n+/=&%7`;

const now = (): Date => new Date();
const yesterday = (): string => addDays(dayIn('UTC', now()), -1);

const CUSTOMERS = ['10000001', '10000002'];
const world = {
  customers: () => CUSTOMERS.map((id) => ({ domainId: Number(id), companyName: `Company ${id}` })),
  usages: (id: string, month: string) => [
    {
      productGroupId: 'WORKS',
      productId: 'ADV',
      plan: 'ANNUAL_LICENSE',
      status: 'ACTIVE',
      usedDate: `${month}-01`,
      memberCount: id === '10000001' ? 12 : 4,
      licenseCount: 10,
      maxMemberCount: null,
    },
  ],
  optionProductUsages: () => [],
};

const client = (number: number) => ({
  clientId: marked(`LineWorksClient${number}`),
  clientSecret: marked(`LineWorksSecret${number}`),
  serviceAccount: `LineWorksServiceAccount${number}@seatwatch-demo`,
});
const common = { now, world, perMinute: 100_000, rotation: true } as const;

const licences = () => ({
  get usage() {
    return [usageRow({ processedDateTime: `${yesterday()}T00:00:00` })];
  },
  get deployment() {
    return [deploymentRow({ processedDateTime: `${yesterday()}T00:00:00`, licensesDeployed: 60 })];
  },
});

const seats = () => ({
  get licenses() {
    return [...periods(addDays(yesterday(), -20), yesterday())].map((day) => ({
      vid: '640FE47F-5118-4D79-8221-A35D0DE2EE2C',
      update_time: Date.parse(day) / 1000,
      seat_purchase: 100,
      seat_in_use: 110,
      seat_count_exceed: 10,
    }));
  },
  customers: [{ id: 'C-1', name: 'Company 1', seat_count: 10, license_type: 1 }],
  usages: [{ id: 'C-1', seat_usages: [{ activationcode: 'WF-0001', used: 12 }] }],
});

/** In each list one account after the other, as they stand in the secret. */
const VENDORS: Readonly<Record<ProviderId, ReadonlyArray<() => SimulatedVendor>>> = {
  'line-works': [
    () => lineWorksVendor({ ...common, client: client(1), signIn: 'refresh-token' }),
    () => lineWorksVendor({ ...common, client: client(2), signIn: 'service-account' }),
  ],
  'partner-center': [1, 2].map(
    (number) => () =>
      partnerCenterVendor({
        now,
        rows: licences(),
        client: {
          tenantId: `${number}0000000-0000-4000-8000-000000000000`,
          clientId: marked(`PartnerCenterClient${number}`),
          clientSecret: marked(`PartnerCenterSecret${number}`),
        },
      }),
  ),
  'naver-cloud': [
    () =>
      naverCloudVendor({
        now,
        contracts: () => [contract({ contractProductList: [product({ usageList: [usage({ useMonth: '' })] })] })],
        keys: { accessKey: markedPlainly('NaverCloudAccess'), secretKey: marked('NaverCloudSecret') },
      }),
  ],
  'trend-micro': [
    () =>
      trendMicroVendor({
        now,
        world: seats(),
        keys: { accessToken: markedPlainly('TrendMicroToken'), secretKey: marked('TrendMicroSecret') },
      }),
  ],
};

export const plant = (provider: ProviderId): Promise<Planted[]> =>
  Promise.all(
    VENDORS[provider].map(async (made, index): Promise<Planted> => {
      const heard = overheard(made());
      const running = await serve(heard.vendor);
      const own = provider === 'line-works' ? { domainIds: CUSTOMERS.slice(index, index + 1) } : {};
      const called = `account-${index + 1}`;
      const account = { account: called, ...own, ...(running.secret as Record<string, unknown>) };
      const newest = (): string | undefined => heard.given.findLast(({ name }) => name === 'refresh_token')?.token;
      return {
        ...heard,
        provider,
        running,
        account: () => {
          const token = 'refreshToken' in account ? newest() : undefined;
          return token === undefined ? account : { ...account, refreshToken: token };
        },
      };
    }),
  );
