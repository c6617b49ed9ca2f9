/** The vendors' answers, prepared beforehand: the endpoint only hands out bytes. */
import { lineWorksWorld } from './line-works-world.ts';
import { naverCloudWorld } from './naver-cloud-world.ts';
import { partnerCenterWorld } from './partner-center-world.ts';
import { trendMicroWorld } from './trend-micro-world.ts';

export interface World {
  /** The body for this method, path and query; null = there is no such address. */
  answer(method: string, target: string, today: string): Buffer | string | null;
  /** The value of the provider's secret. */
  secret(origin: string): Readonly<Record<string, unknown>>;
}

const WORLDS = {
  'partner-center': partnerCenterWorld,
  'naver-cloud': naverCloudWorld,
  'line-works': lineWorksWorld,
  'trend-micro': trendMicroWorld,
} as const;

/** Which vendor there is, and how much of it. */
export interface WorldName {
  readonly provider: keyof typeof WORLDS;
  readonly customers: number;
  /** Products or lines a customer. */
  readonly products: number;
  /** At Partner Center one customer in so many is over in one product. */
  readonly overEvery?: number;
}

export const worldOf = ({ provider, customers, products, overEvery = 50 }: WorldName): World =>
  WORLDS[provider](customers, products, overEvery);
