/**
 * The story that the simulated vendors tell: a reseller's customers over a year that ends today. Everything is a pure
 * function of a seed and a day, so two servers that start a week apart agree about every day they share.
 */
import { createHash } from 'node:crypto';
import { addDays, daysBetween } from '../../../lib/calendar.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';

/** How a customer's year goes. */
export type Plot =
  | 'steady'
  | 'growing'
  /** Uses more than it holds, for ten weeks out of twenty. */
  | 'over'
  /** Was over until more seats were bought. */
  | 'was-over'
  /** Leaves, and is gone for some months. */
  | 'leaver'
  /** Renews with fewer seats. */
  | 'renewal'
  /** Came some months ago. */
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

/**
 * Seats held and in use at the end of `day`; null = the customer is not there on that day, or `today` has not come to it.
 * Plots come round in cycles of fixed days, so what is told of a day never depends on when it is asked for, and on any
 * day somebody is over, somebody was, somebody has left and somebody has come.
 */
export function seatsOn(
  company: Company,
  product: string,
  day: string,
  today: string,
): { held: number; used: number } | null {
  if (day > today || daysBetween(day, today) > DAYS_SHOWN) return null;
  const held = company.size;
  const wobble = draw(3, company.name, product, day);
  const usual = Math.max(
    1,
    Math.floor(held * 0.82) - draw(Math.max(1, Math.floor(held / 10)), company.name, product) + wobble,
  );
  const fits = (seats: number): { held: number; used: number } => ({ held: seats, used: Math.min(seats, usual) });
  // Vendors, and companies with the same plot at one vendor, are out of step with each other.
  const turn = PROVIDER_IDS.indexOf(company.provider) * 31 + (company.number >= PLOTS.length ? 70 : 0);
  const phase = (length: number): number => (daysBetween(EPOCH, day) + turn) % length;
  switch (company.plot) {
    case 'growing': {
      const more = Math.floor(phase(480) / 60) * 5;
      return { held: held + more, used: Math.min(held + more, usual + more) };
    }
    case 'over': {
      const since = phase(140) - 70;
      return since < 0 ? fits(held) : { held, used: held + 1 + Math.floor(since / 9) + draw(2, company.name, product) };
    }
    case 'was-over': {
      const at = phase(300);
      if (at < 140) return fits(held);
      return at < 180 ? { held, used: held + 3 + wobble } : { held: held + 10, used: Math.min(held + 10, usual + 9) };
    }
    case 'leaver':
      return phase(360) > 250 ? null : { held, used: Math.max(1, usual - Math.floor(phase(360) / 20)) };
    case 'renewal':
      return fits(phase(365) < 270 ? held : Math.ceil(held * 0.9));
    case 'newcomer':
      return phase(420) < 120 ? null : fits(held);
    case 'trial':
      return { held: 0, used: 3 + wobble };
    case 'underused':
      return { held, used: Math.max(1, Math.floor(held * 0.35)) + wobble };
    default:
      return fits(held);
  }
}

/** How far back the vendors show anything. */
const DAYS_SHOWN = 400;
/** The first day of every cycle. */
const EPOCH = '2020-01-01';

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
