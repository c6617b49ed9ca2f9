import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import { addDays, dayIn } from '../../lib/calendar.ts';
import { type Cast, reading } from './cast.ts';
import { daysBefore, type World } from './world.ts';

const VID = '640FE47F-5118-4D79-8221-A35D0DE2EE2C';
const over = (held: number, used: number): number => Math.max(0, used - held);
const secondsAt = (day: string): number => Date.parse(day) / 1000;
const dayAt = (seconds: string | null): string => dayIn('UTC', new Date(Number(seconds) * 1000));

/** What a customer uses now: the newest of its cells. */
const usedBy = (world: World, customer: string) => [...world.cellsOf('customers-usage', customer, 0).values()].at(-1);

const licensesOf = (world: World, now: Date) =>
  [...world.cellsOf('vendor-license', VID, 0)]
    .filter(([day]) => day <= dayIn('UTC', now))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

export const trendMicroCast: Cast = {
  shapes: [
    { dataset: 'vendor-license', products: 1, only: VID, period: (day) => day, open: (day) => daysBefore(day, 4) },
    { dataset: 'customers-usage', products: 1, only: null, period: (day) => day, open: () => [] },
  ],
  idOf: (number) => `C-${number}`,
  depth: 40,
  vendor: (world, now) =>
    trendMicroVendor({
      now,
      world: {
        get licenses() {
          return licensesOf(world, now()).map(([day, { held, used }]) => ({
            vid: VID,
            update_time: secondsAt(day),
            seat_purchase: held,
            seat_in_use: used,
            seat_count_exceed: over(held, used),
          }));
        },
        get customers() {
          return world.listed.map(({ id, name }) => ({ id, name, seat_count: 10, license_type: 1 }));
        },
        get usages() {
          return world.listed.flatMap(({ id }) => {
            const cell = usedBy(world, id);
            return cell ? [{ id, seat_usages: [{ activationcode: 'WF-0001', used: cell.used }] }] : [];
          });
        },
      },
    }),
  shown: ({ url }, world, sight) => {
    const listed = world.listed;
    const today = dayIn('UTC', sight.at);
    if (url.pathname.endsWith('/customers')) return { what: 'list', ...sight, customers: listed.map(({ id }) => id) };
    if (url.pathname.endsWith('/customers/usage')) {
      const asked = new Set(url.searchParams.get('cids')?.split(','));
      const customers = listed.filter(({ id }) => asked.has(id));
      const rows = customers.map(({ id }) =>
        reading({
          customerId: id,
          productId: 'wfbss',
          period: today,
          labels: { level: 'customer' },
          entitled: 10,
          consumed: usedBy(world, id)?.used ?? null,
        }),
      );
      const window = { dataset: 'customers-usage', from: today, to: today, customers };
      return { what: 'window', ...sight, ...window, askedAt: sight.at, rows };
    }
    if (!url.pathname.endsWith('/vendors/license')) return null;
    const [from, after] = ['start_time', 'end_time'].map((name) => dayAt(url.searchParams.get(name)));
    if (from === undefined || after === undefined) return null;
    const to = addDays(after, -1);
    const rows = licensesOf(world, sight.at)
      .filter(([day]) => day >= from && day <= to)
      .map(([period, { held, used }]) =>
        reading({
          customerId: VID,
          productId: 'wfbss',
          period,
          labels: { level: 'partner' },
          entitled: held,
          consumed: used,
          exceeded: over(held, used),
        }),
      );
    return { what: 'window', ...sight, dataset: 'vendor-license', from, to, customers: null, askedAt: sight.at, rows };
  },
};
