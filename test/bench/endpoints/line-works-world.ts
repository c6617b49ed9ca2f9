/**
 * LINE WORKS: customers with so many options, each of which changes every twentieth day (5 % a day); one customer in ten
 * runs over its licences of one option for four months of ten, or every one all the time.
 */
import type { World } from './vendor.ts';

const PAGE = 30;
const DAY_MS = 86_400_000;
const FIRST_DOMAIN = 10_000_000;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const membersOn = (option: number, day: string): number => 40 + (Math.floor((dayNumber(day) + option * 7) / 20) % 10);

function options(days: readonly string[], count: number, licencesOf: (option: number) => number): object[] {
  return days.flatMap((usedDate) =>
    Array.from({ length: count }, (_, option) => ({
      productGroupId: 'WORKS',
      optionProductId: `OPT${option}`,
      subOptionId: `OPT${option}01`,
      usedDate,
      plan: 'ANNUAL_LICENSE',
      memberCount: membersOn(option, usedDate),
      licenseCount: licencesOf(option),
      quantity: null,
      usageCount: null,
    })),
  );
}

const plans = (days: readonly string[]): object[] =>
  days.map((usedDate) => ({
    productGroupId: 'WORKS',
    usedDate,
    productId: 'ADV',
    plan: 'ANNUAL_LICENSE',
    licenseCount: 60,
    memberCount: membersOn(1, usedDate),
    maxMemberCount: null,
    status: 'ACTIVE',
  }));

/** The days of this month that are over. */
function daysOf(year: number, month: number, today: string): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(year, month - 1, 1); new Date(at).getUTCMonth() === month - 1; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day < today) days.push(day);
  }
  return days;
}

const customer = (domainId: number): object => ({
  tenantId: domainId,
  domainId,
  domain: `customer-${domainId}.example.com`,
  companyName: `Example customer ${domainId}`,
  timeZone: 'Asia/Tokyo',
  locale: 'ja_JP',
});

export function lineWorksWorld(customers: number, products: number, overEvery: number): World {
  const licencesOf = (domain: number, option: number): number => {
    if (overEvery === 1 && option === 0) return 30;
    return domain % 10 === 1 && option === 3 ? 45 : 50;
  };
  const list = (from: number): object => ({
    customers: Array.from({ length: Math.min(PAGE, customers - from) }, (_, index) =>
      customer(FIRST_DOMAIN + from + index),
    ),
    responseMetaData: { nextCursor: from + PAGE < customers ? `at ${from + PAGE}` : null },
  });
  return {
    answer(method, target, today) {
      if (method === 'POST') {
        return '{"access_token":"access","token_type":"Bearer","expires_in":"86400","scope":"partner.read"}';
      }
      const { pathname, searchParams } = new URL(target, 'http://vendor');
      const [, domain, call] = /\/partners\/customers(?:\/(\d+)\/([\w-]+))?$/.exec(pathname) ?? [];
      if (call === undefined) return JSON.stringify(list(Number((searchParams.get('cursor') ?? 'at 0').slice(3))));
      const days = daysOf(Number(searchParams.get('year')), Number(searchParams.get('month')), today);
      return JSON.stringify(
        call === 'usages'
          ? { usages: plans(days) }
          : { optionProductUsages: options(days, products, (option) => licencesOf(Number(domain), option)) },
      );
    },
    secret: (origin) => ({
      clientId: 'client',
      clientSecret: 'secret',
      refreshToken: 'refresh',
      baseUrl: `${origin}/v1.0`,
      authUrl: `${origin}/oauth2/v2.0`,
    }),
  };
}
