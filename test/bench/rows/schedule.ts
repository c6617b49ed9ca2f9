/**
 * How far one account's schedule carries: customers that are kept complete by a function of 15 minutes an hour, of which
 * 20 seconds are kept back, under each vendor's documented limits. A model, not a measurement: each note says which of its numbers the vendor
 * documents and which are assumed.
 */
import type { Group, Line } from '../row.ts';

const SECONDS = 15 * 60 - 20;
/** What can still change is read again when it is as many hours old, so that as many runs share the customers. */
const RUNS = 20;

interface Pace {
  readonly provider: string;
  /** Seconds that reading one customer takes. */
  readonly reading: number;
  /** Seconds that one customer takes in the list, which every run reads whole. */
  readonly listing: number;
  /** Runs that share the customers; 1 = what is read is one list of all. */
  readonly runs: number;
  /** Customers whose rows fit into the function's memory at once. */
  readonly most: number;
  readonly sum: string;
}

const PACES: readonly Pace[] = [
  {
    provider: 'line-works',
    // https://developers.worksmobile.com/jp/docs/rate-limits: 240 a minute and operation; half of that for long.
    reading: 2 / 2,
    listing: 1 / 30 / 2,
    runs: RUNS,
    most: Number.POSITIVE_INFINITY,
    sum: 'documented: 240 calls a minute and operation, half of it when it lasts, so a second for the 2 months of a customer; 30 customers a call of the list',
  },
  {
    provider: 'partner-center',
    reading: 20 / 25_000,
    listing: 0,
    runs: 1,
    // What a row takes in what 1 GB leaves beside the function itself: the growth of memory says so.
    most: (800 * 1024) / 0.4 / 20,
    sum: 'documented: 10,000 rows a call, and no limit of calls for these lists; assumed: 20 rows a customer, 25,000 rows a second, 0.4 KB a row in 800 MB',
  },
  {
    provider: 'naver-cloud',
    reading: (2 * 100) / 1000,
    listing: 0,
    runs: 1,
    most: Number.POSITIVE_INFINITY,
    sum: 'documented: 1,000 contracts a page, and no limit of calls; assumed: 100 contracts a member in each of 2 months, a second a page',
  },
  {
    provider: 'trend-micro',
    reading: 0.5 / 20,
    listing: 0.5 / 100,
    runs: RUNS,
    most: Number.POSITIVE_INFINITY,
    sum: 'documented: 20 customers a call, 100 a page of the list, and no limit of calls; assumed: half a second a call',
  },
];

/** As many customers as runs × (seconds − list) / reading, which the list of that many leaves. */
function carried({ reading, listing, runs, most }: Pace): number {
  return Math.floor(Math.min(most, (runs * SECONDS) / (reading + runs * listing)));
}

async function run(): Promise<Line[]> {
  return PACES.map((pace) => ({
    what: `schedule: ${pace.provider}, customers of one account`,
    against: '',
    ours: `${Math.min(carried(pace), Math.floor(SECONDS / pace.reading)).toLocaleString('en')} an hour`,
    theirs: '',
    figure: carried(pace),
    unit: 'customers',
    goal: null,
    note: `${SECONDS} s an hour; ${pace.sum}`,
  }));
}

export const schedule: Group = { name: 'schedule', words: ['model', 'limits'], run };
