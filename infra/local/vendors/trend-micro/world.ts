/** What the simulated Trend Micro knows: a partner, its customers and a year of its seats. */
import { addDays } from '../../../../lib/calendar.ts';
import { type Company, companiesOf, daysOf, draw, guid, seatsOn } from '../story.ts';

/** The answers' contents on one day; a test gives its own. */
export interface TrendMicroWorld {
  /** Rows of `vendors/license`, ascending; those of the range asked for are answered. */
  readonly licenses: readonly unknown[];
  /** Rows of `customers`. */
  readonly customers: readonly unknown[];
  /** Rows of `customers/usage`; those asked for are answered. */
  readonly usages: readonly unknown[];
}

const PRODUCT = 'wfbss';

/** The story as it stands at this instant. */
export function storyAt(now: Date): TrendMicroWorld {
  const today = now.toISOString().slice(0, 10);
  const present = companiesOf('trend-micro').filter((company) => seatsOn(company, PRODUCT, today, today));
  return {
    licenses: daysOf(today, 366).map((day) => licenseRow(day, today)),
    customers: present.map((company) => customerRow(company, today)),
    // One of them is not metered: the reply leaves it out.
    usages: present.filter((company) => company.number !== 9).map((company) => usageRow(company, today, now)),
  };
}

const idOf = (company: Company): string => guid('trend-micro', company.name).toUpperCase();

const secondsAt = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

function licenseRow(day: string, today: string): unknown {
  const seats = companiesOf('trend-micro').flatMap((company) => seatsOn(company, PRODUCT, day, today) ?? []);
  return {
    seat_in_use: sum(seats.map(({ used }) => used)),
    update_time: secondsAt(day),
    seat_purchase: sum(seats.map(({ held }) => held)),
    vid: guid('trend-micro', 'partner').toUpperCase(),
    // Each customer's own excess: above zero on days on which the partner as a whole has seats to spare.
    seat_count_exceed: sum(seats.map(({ held, used }) => Math.max(0, used - held))),
  };
}

function customerRow(company: Company, today: string): unknown {
  const trial = company.plot === 'trial';
  return {
    id: idOf(company),
    eid: guid('trend-micro', company.name, 'eid').toUpperCase(),
    name: company.name,
    seat_count: seatsOn(company, PRODUCT, today, today)?.held ?? 0,
    expire: secondsAt(addDays(today, 30 + draw(300, company.name, 'expire'))),
    license_type: trial ? 0 : company.number % 2 === 0 ? '1' : 1,
    license_period: trial ? 1 : 12,
    auto_renewal: company.number % 3 !== 0,
    sp_subscription: false,
    time_zone: 'UTC',
  };
}

/** Split over one to three activation codes. */
function usageRow(company: Company, today: string, now: Date): unknown {
  const used = seatsOn(company, PRODUCT, today, today)?.used ?? 0;
  const codes = 1 + (company.number % 3);
  const share = Math.floor(used / codes);
  return {
    id: idOf(company),
    seat_usages: Array.from({ length: codes }, (_, index) => ({
      activationcode: `WF-${guid(company.name, index).slice(0, 4).toUpperCase()}-${String(company.number).padStart(5, '0')}-DEMO${index}`,
      update_time: Math.floor(now.getTime() / 1000) - 60 * draw(50, company.name, 'metered'),
      used: index === 0 ? used - share * (codes - 1) : share,
    })),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
