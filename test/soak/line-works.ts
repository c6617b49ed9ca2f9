import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { dayIn, firstDay, lastDay, monthOf } from '../../lib/calendar.ts';
import type { Period } from '../../lib/usage.ts';
import { type Cast, reading } from './cast.ts';
import { type Cell, daysBefore, type World } from './world.ts';

const ZONE = 'Asia/Tokyo';
const PLAN = 'ANNUAL_LICENSE';
const NAMES = {
  usages: (product: number) => ({ productGroupId: 'WORKS', productId: `P${product}` }),
  'option-product-usages': (product: number) => ({
    productGroupId: 'WORKS',
    optionProductId: 'ACV3',
    subOptionId: `S${product}`,
  }),
} as const;
type Name = keyof typeof NAMES;

/** Days that are over in Tokyo. */
function told(world: World, name: Name, customer: string, month: string, now: Date) {
  const today = dayIn(ZONE, now);
  return [0, 1].flatMap((product) =>
    [...world.cellsOf(name, customer, product)]
      .filter(([day]) => monthOf(day) === month && day < today)
      .map(([day, cell]): readonly [number, Period, Cell] => [product, day, cell]),
  );
}

const shape = (dataset: Name, products: number) => ({
  dataset,
  products,
  only: null,
  period: (day: string) => day,
  open: (day: string) => daysBefore(day, Number(day.slice(8)) < 25 ? 20 : 10),
});

const CALL = /customers\/(\d+)\/(usages|option-product-usages)\?year=(\d+)&month=(\d+)/;

export const lineWorksCast: Cast = {
  shapes: [shape('usages', 2), shape('option-product-usages', 1)],
  idOf: (number) => String(10_000_000 + number),
  depth: 2,
  vendor: (world, now) => {
    const rows = (name: Name) => (customer: string, month: string) =>
      told(world, name, customer, month, now()).map(([product, usedDate, { held, used }]) => ({
        ...NAMES[name](product),
        plan: PLAN,
        usedDate,
        status: 'ACTIVE',
        memberCount: used,
        licenseCount: held,
        maxMemberCount: null,
      }));
    const customers = () => world.listed.map(({ id, name }) => ({ domainId: Number(id), companyName: name }));
    const all = { customers, usages: rows('usages'), optionProductUsages: rows('option-product-usages') };
    return lineWorksVendor({ now, world: all, perMinute: 1_000_000 });
  },
  shown: ({ target }, world, sight) => {
    if (target.includes('/customers?')) return { what: 'list', ...sight, customers: world.listed.map(({ id }) => id) };
    const [, customerId = '', name = '', year, month = ''] = CALL.exec(target) ?? [];
    if (year === undefined || (name !== 'usages' && name !== 'option-product-usages')) return null;
    const asked = `${year}-${month.padStart(2, '0')}`;
    const rows = told(world, name, customerId, asked, sight.at).map(([product, period, { held, used }]) =>
      reading({
        customerId,
        productId: Object.values(NAMES[name](product)).join('/'),
        period,
        labels: { plan: PLAN },
        entitled: held,
        consumed: used,
      }),
    );
    const customers = [{ id: customerId, name: null }];
    const window = { dataset: name, from: firstDay(asked), to: lastDay(asked), customers };
    return { what: 'window', ...sight, ...window, askedAt: sight.at, rows };
  },
};
