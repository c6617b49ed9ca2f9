/** The coverage of every expected period of a range, customer by customer. */
import { instant, monthOf, nextPeriod, periodOf } from '../calendar.ts';
import { lastReadAt } from '../collect/reading-times.ts';
import { type CoveredPeriod, expectedPeriods, statesOf } from '../coverage.ts';
import { isPerCustomer } from '../expected.ts';
import type { Table } from '../ledger/client.ts';
import { customersOf, idOf, type KnownCustomer } from '../ledger/customers.ts';
import { customerKey } from '../ledger/keys.ts';
import { periodTimes } from '../ledger/period-times.ts';
import { readAhead } from '../read-ahead.ts';
import type { Period } from '../usage.ts';
import { type KnownAccount, type ShelfFilter, shelvesOf } from './shelves.ts';
import type { Step } from './step.ts';
import { type DatasetSight, type Depths, type Survey, surveyOf, withPeriods } from './survey.ts';

interface CoverageFilter extends ShelfFilter {
  readonly customer?: string | undefined;
  readonly dataset?: string | undefined;
  /** Days, inclusive. */
  readonly from: string;
  readonly to: string;
}

export interface CoverageItem {
  readonly provider: string;
  readonly account: string;
  readonly customerId: string;
  readonly dataset: string;
  readonly period: Period;
  readonly state: CoveredPeriod['state'];
  readonly lastAttemptAt: string | null;
  readonly code: string | null;
}

interface Walk {
  readonly table: Table;
  readonly filter: CoverageFilter;
  readonly after: readonly string[] | null;
  readonly now: Date;
  readonly depths: Depths;
}

/** A place is provider, account and customer, and dataset and period while inside the customer. */
export const walkCoverage = (walk: Walk): AsyncGenerator<Step<CoverageItem>> => readAhead(customersToTell(walk));

async function* customersToTell(walk: Walk): AsyncGenerator<() => AsyncGenerator<Step<CoverageItem>>> {
  const { table, filter, after, now, depths } = walk;
  const only = filter.customer === undefined ? undefined : customerKey(filter.customer);
  for await (const known of shelvesOf(table, filter, after)) {
    const { provider, account } = known.shelf;
    const isResumed = after !== null && after[0] === provider && after[1] === account;
    const from = isResumed ? after[2] : undefined;
    const survey = await surveyOf(table, known, now, depths);
    for await (const customer of customersOf(table, known.shelf, {
      only,
      from,
      others: survey.failing,
      pageSize: 100,
    })) {
      const inside = customer.customer === from ? (after?.slice(3) ?? []) : [];
      if (customer.customer === from && inside.length === 0) continue;
      yield () => coverageOf(walk, known, survey, customer, inside);
    }
  }
}

async function* coverageOf(
  { table, filter }: Walk,
  account: KnownAccount,
  survey: Survey,
  known: KnownCustomer,
  [lastDataset = '', lastPeriod = '']: readonly string[],
): AsyncGenerator<Step<CoverageItem>> {
  const { shelf } = account;
  const group = [shelf.provider, shelf.account, known.customer];
  for (const told of survey.sightsOf(known)) {
    const { name, sight } = told;
    if (name < lastDataset || (filter.dataset !== undefined && filter.dataset !== name)) continue;
    const { grain } = sight.dataset;
    const begin = name === lastDataset ? nextPeriod(lastPeriod) : periodOf(grain, filter.from);
    const range = [begin, periodOf(grain, filter.to)] as const;
    const expected = expectedPeriods(sight);
    if (expected === null || range[0] > range[1] || expected[0] > range[1] || expected[1] < range[0]) continue;
    const times = survey.days.get(name) ?? (await periodTimes(table, shelf, known.customer, name, range));
    const seen = told.countsItems ? withPeriods(sight, times.keys()) : sight;
    for (const one of statesOf(seen, ...range)) {
      const item: CoverageItem = {
        provider: shelf.provider,
        account: shelf.account,
        customerId: idOf(known),
        dataset: name,
        period: one.period,
        state: one.state,
        lastAttemptAt: attemptOf(account, told, known.customer, times, one),
        code: one.failure?.code ?? null,
      };
      yield { place: [...group, name, one.period], item };
    }
  }
  yield { place: group, item: null };
}

/** The reading or attempt that a state comes from. A period read without any trace of the customer has the account's. */
function attemptOf(
  { state }: KnownAccount,
  { name, sight }: DatasetSight,
  customer: string,
  times: ReadonlyMap<Period, number>,
  one: CoveredPeriod,
): string | null {
  if (one.state === 'missing') return null;
  const key = isPerCustomer(sight.dataset) ? customer : null;
  const readings = state.readAt[`${name}#${monthOf(one.period)}`] ?? state.readAt[name];
  const at = one.failure?.at ?? times.get(one.period) ?? lastReadAt(readings, key) ?? [...times.values()].at(-1);
  return at === undefined ? state.lastSuccessAt : instant(new Date(at * 1000));
}
