/** A vendor with two accounts in one secret, each of which signs in with a refresh token that changes when it is used. */
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import type { SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import { overheard } from '../hostile/planted/overheard.ts';
import { deploymentRow, usageRow } from '../lib/providers/partner-center/rows.ts';

export const ACCOUNTS = ['west', 'east'] as const;

export interface TwoAccounts {
  readonly vendor: SimulatedVendor;
  /** Every refresh token that an account was given, oldest first. */
  readonly given: (account: (typeof ACCOUNTS)[number]) => string[];
}

const VENDORS = {
  // A refresh token that was used is worth nothing.
  'line-works': (now: () => Date) =>
    lineWorksVendor({
      now,
      world: {
        customers: () => [{ domainId: 10_000_001, companyName: 'Company 1' }],
        usages: () => [],
        optionProductUsages: () => [],
      },
      perMinute: 100_000,
      rotation: true,
      signIn: 'refresh-token',
    }),
  'partner-center': (now: () => Date) =>
    partnerCenterVendor({ now, rows: { usage: [usageRow()], deployment: [deploymentRow()] } }),
};

/** Each account lives under a path of its own. */
export function twoAccounts(provider: keyof typeof VENDORS, now: () => Date): TwoAccounts {
  const both = { west: overheard(VENDORS[provider](now)), east: overheard(VENDORS[provider](now)) };
  return {
    given: (account) => both[account].given.flatMap(({ name, token }) => (name === 'refresh_token' ? [token] : [])),
    vendor: {
      ...both.west.vendor,
      secret: (origin) =>
        ACCOUNTS.map((account) => ({
          account,
          note: `kept for ${account}`,
          ...(both[account].vendor.secret(`${origin}/${account}`) as object),
        })),
      answer: async (request) => {
        const account = ACCOUNTS.find((name) => request.target.startsWith(`/${name}/`));
        if (!account) return { status: 404, body: '' };
        const target = request.target.slice(`/${account}`.length);
        return both[account].vendor.answer({ ...request, target, url: new URL(target, request.url) });
      },
    },
  };
}
