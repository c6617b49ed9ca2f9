/** What the screen asks of the API, and how much of it at most. */
import { addDays } from '../../../lib/calendar.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import type { CoverageState, Totals } from '../client/answers.ts';
import type { Client } from '../client/client.ts';
import { type Grid, gridsOf } from './coverage.ts';

export const DAYS = ['30', '90', '365'] as const;
type Days = (typeof DAYS)[number];

export interface Asked {
  readonly provider: ProviderId;
  readonly customer: string | undefined;
  readonly days: Days;
}

export interface Coverage {
  readonly grids: readonly Grid[];
  /** There is more than is looked at without being asked to. */
  readonly isCut: boolean;
}

/** Enough for some hundreds of customers; of more than that one looks at one. */
const MOST_PAGES = 30;
const MOST_NAMES = 5;

/** Tells what is known after each page. Throws a Failure. */
export async function coverageOf(
  client: Client,
  { provider, customer, days }: Asked,
  today: string,
  signal: AbortSignal,
  tell: (known: Coverage) => void,
): Promise<Coverage> {
  const items: CoverageState[] = [];
  const range = { from: addDays(today, 1 - Number(days)), to: today };
  let pages = 0;
  for await (const page of client.pages<CoverageState>(
    '/v1/coverage',
    { provider, customer, ...range, limit: 1000 },
    signal,
  )) {
    items.push(...page);
    if (++pages === MOST_PAGES) return { grids: gridsOf(items), isCut: true };
    tell({ grids: gridsOf(items), isCut: false });
  }
  return { grids: gridsOf(items), isCut: false };
}

/** Coverage knows ids alone. */
export async function namesOf(
  client: Client,
  { provider, customer }: Asked,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let pages = 0;
  for await (const page of client.pages<Totals>('/v1/customers', { provider, q: customer, limit: 1000 }, signal)) {
    for (const { customerId, customerName } of page) if (customerName !== null) names.set(customerId, customerName);
    if (++pages === MOST_NAMES) break;
  }
  return names;
}
