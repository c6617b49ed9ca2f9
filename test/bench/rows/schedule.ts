/**
 * How far one account's schedule carries: customers that are kept complete, by each vendor's documented limits and the
 * 15 minutes of a function, of which 20 seconds are kept back. A model, not a measurement; its sums are shown.
 */
import type { Group, Line } from '../row.ts';

const FUNCTION_SECONDS = 15 * 60 - 20;
const HOURS_BETWEEN_READINGS = 20;

interface Pace {
  readonly provider: string;
  /** Seconds that a customer takes in a run, its part of lists included. */
  readonly secondsEach: number;
  /** A run reads everybody, or goes on where the last one stopped. */
  readonly whole: boolean;
  readonly sum: string;
}

const PACES: readonly Pace[] = [
  {
    provider: 'line-works',
    // Two months of two datasets, each dataset under a limit of its own; whoever calls for over half an hour keeps to half.
    secondsEach: 2 / (120 / 60),
    whole: false,
    sum: '120 calls a minute and dataset, 2 months each; the list at 30 customers a call beside it',
  },
  {
    provider: 'partner-center',
    // No limit is documented. Two lists of 10,000 rows a page; 10 products a customer and list, at 25,000 rows a second.
    secondsEach: 20 / 25_000,
    whole: true,
    sum: '20 rows a customer at 25,000 rows a second, both lists in one run',
  },
  {
    provider: 'naver-cloud',
    // No limit is documented. Two months that can change, 100 contracts a member, 1,000 a page and second.
    secondsEach: (2 * 100) / 1000,
    whole: true,
    sum: '100 contracts a member and month, 2 months, a page of 1,000 a second',
  },
  {
    provider: 'trend-micro',
    // No limit is documented. A page of the list for 100 customers, a call for 20; half a second each, one after the other.
    secondsEach: 0.5 / 100 + 0.5 / 20,
    whole: false,
    sum: '100 customers a page and 20 a usage call, half a second each, one after the other',
  },
];

/** With hourly ticks: what one run reads, as often as there are ticks between two readings of the same customer. */
function carried({ secondsEach, whole }: Pace): { perHour: number; perAccount: number } {
  const perHour = Math.floor(FUNCTION_SECONDS / secondsEach);
  return { perHour, perAccount: whole ? perHour : perHour * HOURS_BETWEEN_READINGS };
}

async function run(): Promise<Line[]> {
  return PACES.map((pace) => {
    const { perHour, perAccount } = carried(pace);
    return {
      what: `schedule: ${pace.provider}, customers an hour`,
      against: '',
      ours: `${perAccount.toLocaleString('en')} an account`,
      theirs: '',
      figure: perHour,
      unit: 'customers',
      goal: null,
      note: `${FUNCTION_SECONDS} s: ${pace.sum}`,
    };
  });
}

export const schedule: Group = { name: 'schedule', words: ['model', 'limits'], run };
