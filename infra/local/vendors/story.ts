/**
 * The story that the simulated vendors tell: a reseller's customers over a year that ends today. Everything is a pure
 * function of a seed and a day, so two servers that start a week apart agree about every day they share.
 */
import { createHash } from 'node:crypto';
import { addDays, daysBetween } from '../../../lib/calendar.ts';
import type { ProviderId } from '../../../lib/usage.ts';

/** How a customer's year goes. */
export type Plot =
  | 'steady'
  | 'growing'
  /** Uses more than it holds since some weeks. */
  | 'over'
  /** Was over in spring until more seats were bought. */
  | 'was-over'
  /** Leaves in the course of the year. */
  | 'leaver'
  /** Renews with fewer seats. */
  | 'renewal'
  /** Came during the year. */
  | 'newcomer'
  /** Tries it: no licences yet. */
  | 'trial'
  /** Holds far more than it uses. */
  | 'underused';

export interface Company {
  readonly name: string;
  /** 0, 1, 2 …: a stable number to make the vendor's own ids from. */
  readonly number: number;
  readonly provider: ProviderId;
  readonly plot: Plot;
  /** Seats at the beginning of the story. */
  readonly size: number;
}

/** A whole number in [0, below), the same for the same words. */
export function draw(below: number, ...words: ReadonlyArray<string | number>): number {
  return createHash('sha256').update(words.join('\u0000')).digest().readUInt32BE(0) % below;
}

/** A GUID that is the same for the same words. */
export function guid(...words: ReadonlyArray<string | number>): string {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The customers of one vendor in this story. */
export const companiesOf = (provider: ProviderId): readonly Company[] =>
  COMPANIES.filter((c) => c.provider === provider);

/** Seats held and in use at the end of `day`; null = the customer is not there on that day. */
export function seatsOn(
  company: Company,
  product: string,
  day: string,
  today: string,
): { held: number; used: number } | null {
  const age = daysBetween(day, today);
  if (age < 0 || age > 400) return null;
  const wobble = draw(3, company.name, product, day);
  const held = company.size;
  const usual = Math.floor(held * 0.82) - draw(Math.max(1, Math.floor(held / 10)), company.name, product) + wobble;
  switch (company.plot) {
    case 'growing': {
      const steps = Math.floor((400 - age) / 60);
      return { held: held + steps * 5, used: Math.min(held + steps * 5, usual + steps * 5) };
    }
    case 'over': {
      const since = 20 + draw(50, company.name, 'since');
      return {
        held,
        used:
          age > since
            ? Math.min(held, usual)
            : held + 1 + Math.floor((since - age) / 9) + draw(2, company.name, product),
      };
    }
    case 'was-over':
      if (age > 170) return { held, used: Math.min(held, usual) };
      return age > 130 ? { held, used: held + 3 + wobble } : { held: held + 10, used: Math.min(held + 10, usual + 9) };
    case 'leaver':
      return age < 45 + draw(60, company.name, 'leave')
        ? null
        : { held, used: Math.max(1, usual - Math.floor((400 - age) / 20)) };
    case 'renewal':
      return age > 90
        ? { held, used: Math.min(held, usual) }
        : { held: Math.ceil(held * 0.9), used: Math.min(Math.ceil(held * 0.9), usual) };
    case 'newcomer':
      return age > 80 + draw(100, company.name, 'join') ? null : { held, used: Math.min(held, Math.max(1, usual)) };
    case 'trial':
      return age > 25 ? null : { held: 0, used: 3 + wobble };
    case 'underused':
      return { held, used: Math.max(1, Math.floor(held * 0.35)) + wobble };
    default:
      return { held, used: Math.max(1, Math.min(held, usual)) };
  }
}

/** The days of the story, oldest first, ending today. */
export function daysOf(today: string, count = 365): string[] {
  return Array.from({ length: count }, (_, index) => addDays(today, index - count + 1));
}

const NAMES: Readonly<Record<ProviderId, readonly string[]>> = {
  'line-works': [
    'Aozora Logistics',
    'Hinode Clinic',
    'Kawabe Foods',
    'Midori Housing',
    'Sakura Kogyo',
    'Tsubame Travel',
    'Yamabiko Print',
    'Nagisa Resort',
    'Fuji Tool Works',
    'Komorebi School',
    'Minato Freight',
    'Hoshizora Studio',
  ],
  'partner-center': [
    'Alder & Finch',
    'Brightwater Dental',
    'Cobalt Freight',
    'Dunmore Estates',
    'Elmfield School',
    'Fairhaven Law',
    'Granite Peak Outdoor',
    'Harbour Street Bakery',
    'Ivy Lane Interiors',
    'Juniper Biotech',
    'Kestrel Aviation',
    'Larkspur Media',
    'Merrow Insurance',
    'Northgate Motors',
    'Oakhurst Care',
    'Pinnacle Roofing',
  ],
  'naver-cloud': [
    'Hanbit Games',
    'Baram Commerce',
    'Saeromi Learning',
    'Dalbit Mobility',
    'Gaon Health',
    'Nuri Broadcasting',
  ],
  'trend-micro': [
    'Quarry Lane Vets',
    'Redwood Accounting',
    'Silverline Plumbing',
    'Tidewater Hotel',
    'Umber Design',
    'Vantage Survey',
    'Willowbrook Surgery',
    'Yarrow Florists',
    'Zephyr Couriers',
    'Ashdown Legal',
    'Beacon Hill Press',
    'Cedar Grove Nursery',
  ],
};

const PLOTS: readonly Plot[] = [
  'steady',
  'over',
  'growing',
  'was-over',
  'underused',
  'trial',
  'newcomer',
  'leaver',
  'renewal',
  'steady',
];

const COMPANIES: readonly Company[] = Object.entries(NAMES).flatMap(([provider, names]) =>
  names.map((name, number) => ({
    name,
    number,
    provider: provider as ProviderId,
    plot: PLOTS[number % PLOTS.length] ?? 'steady',
    size: 10 + draw(120, name, 'size'),
  })),
);
