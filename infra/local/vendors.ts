/** The simulated vendors, each on a port of its own. */
import type { ProviderId } from '../../lib/usage.ts';
import { lineWorksVendor } from './vendors/line-works.ts';
import { naverCloudVendor } from './vendors/naver-cloud.ts';
import { partnerCenterVendor } from './vendors/partner-center.ts';
import { type RunningVendor, serve, type SimulatedVendor } from './vendors/simulator.ts';
import { trendMicroVendor } from './vendors/trend-micro.ts';

const VENDORS = {
  'line-works': lineWorksVendor,
  'partner-center': partnerCenterVendor,
  'naver-cloud': naverCloudVendor,
  'trend-micro': trendMicroVendor,
} as const satisfies Record<ProviderId, (options: { now: () => Date }) => SimulatedVendor>;

export const serveVendors = (providers: readonly ProviderId[], now: () => Date): Promise<RunningVendor[]> =>
  Promise.all(providers.map((provider) => serve(VENDORS[provider]({ now }))));
