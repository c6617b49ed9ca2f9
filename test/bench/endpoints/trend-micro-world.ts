/** Trend Micro: customers with seats, one in fifty of them over, and the partner's own licence day by day. */
import type { World } from './vendor.ts';

const PAGE = 100;
const DAY_SECONDS = 86_400;
const PREFIX = 'AAAA-4AAA-8AAA-111111111111';

const idOf = (number: number): string => `${String(number).padStart(8, '0')}-${PREFIX}`;

const customer = (number: number): object => ({
  id: idOf(number),
  eid: idOf(number),
  name: `Example customer ${number}`,
  seat_count: 100,
  expire: 1_900_000_000,
  license_type: 1,
  license_period: 12,
  auto_renewal: true,
});

const usage = (id: string): object => ({
  id,
  seat_usages: [
    { activationcode: `WF-${id}`, update_time: 1_795_000_000, used: 60 },
    { activationcode: `WX-${id}`, update_time: 1_795_000_000, used: Number(id.slice(0, 8)) % 50 === 7 ? 44 : 30 },
  ],
});

/** At both midnights and in between. */
function license(start: number, end: number): object[] {
  const rows: object[] = [];
  for (let at = Math.ceil(start / DAY_SECONDS) * DAY_SECONDS; at <= end; at += DAY_SECONDS) {
    rows.push({ vid: idOf(99_999_999), update_time: at, seat_in_use: 90, seat_purchase: 100, seat_count_exceed: 0 });
  }
  return rows;
}

export function trendMicroWorld(customers: number): World {
  return {
    answer(_method, target) {
      const { pathname, searchParams } = new URL(target, 'http://vendor');
      if (pathname.endsWith('/vendors/license')) {
        return JSON.stringify(license(Number(searchParams.get('start_time')), Number(searchParams.get('end_time'))));
      }
      if (pathname.endsWith('/customers/usage')) {
        return JSON.stringify({ customers: (searchParams.get('cids') ?? '').split(',').map(usage) });
      }
      const page = Number(searchParams.get('page') ?? 1);
      const from = (page - 1) * PAGE;
      const rows = Array.from({ length: Math.max(0, Math.min(PAGE, customers - from)) }, (_, index) =>
        customer(from + index),
      );
      return JSON.stringify({ paging: { total: customers, limit: PAGE, page }, customers: rows });
    },
    secret: (origin) => ({ accessToken: idOf(1), secretKey: 'secret', baseUrl: origin }),
  };
}
