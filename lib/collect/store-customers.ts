/** Loads what is stored of some customers, compares it with what was read, and writes the difference. */
import { nextPeriod } from '../calendar.ts';
import { SeatwatchError } from '../errors.ts';
import { isPerCustomer, isSnapshot } from '../expected.ts';
import { inParallel, replaceIf, type Table, writeAll } from '../ledger/client.ts';
import { type DirectoryEntry, GOES_ON, newEntry } from '../ledger/directory.ts';
import type { Place } from '../ledger/load.ts';
import type { OverageRecord } from '../ledger/overages.ts';
import type { PeriodContent } from '../ledger/period.ts';
import type { Period } from '../usage.ts';
import { ATTEMPTS, stepAside } from './contest.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';
import { least } from './extremes.ts';
import { loadStored } from './load-stored.ts';
import { mergedEntries } from './merge-entries.ts';
import type { Subject } from './overage-changes.ts';
import { type Plan, planOf, type Writes } from './plan.ts';
import { reachOf } from './reach.ts';
import { type EntryChange, saveEntries } from './save-entries.ts';
import { seenDuring } from './same-month.ts';
import { settleEntries } from './settle-entries.ts';
import type { Stored, StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';

export async function storeCustomers(request: StoreRequest, visits: readonly Visit[]): Promise<Stored> {
  const total = { changed: 0, unchanged: 0, withdrawn: 0, overages: new Array<OverageChange>() };
  let left = visits;
  for (let attempt = 1; left.length > 0; attempt++) {
    const again: Visit[] = [];
    const { outcomes, overages } = await storeOnce(request, left, attempt === 1 && request.isNew ? isFresh : isNobody);
    total.overages.push(...overages);
    for (const outcome of outcomes) {
      if (outcome.lost) again.push(outcome.visit);
      total.changed += outcome.changed;
      total.unchanged += outcome.unchanged;
      total.withdrawn += outcome.withdrawn;
    }
    // Another run was faster with some of them: compare again with what it wrote.
    if (again.length > 0 && attempt >= ATTEMPTS) {
      throw new SeatwatchError(
        'LEDGER_UNAVAILABLE',
        `${again.length} customers were written over by others ${ATTEMPTS} times`,
      );
    }
    if (again.length > 0) await stepAside(request.table, attempt);
    left = again;
  }
  return total;
}

/** Writes one part of each plan; a plan that somebody else was faster with is lost and left alone. */
async function write(
  table: Table,
  plans: readonly Plan[],
  lost: Set<Plan>,
  partOf: (plan: Plan) => Writes,
): Promise<void> {
  const left = plans.filter((plan) => !lost.has(plan));
  await writeAll(
    table,
    left.flatMap((plan) => partOf(plan).fresh),
  );
  await inParallel(left, 8, async (plan) => {
    for (const { items, version } of partOf(plan).replaced) {
      if (!(await replaceIf(table, items, version))) lost.add(plan);
    }
  });
}

/** Of whom this run has stored nothing yet, nothing can be loaded while the account is new. */
const isFresh = ({ entry }: Visit): boolean => !entry || (entry.first === null && entry.read.length === 0);
const isNobody = (): boolean => false;

interface Outcome extends Omit<Stored, 'overages'> {
  readonly visit: Visit;
  readonly lost: boolean;
}

async function storeOnce(
  request: StoreRequest,
  visits: readonly Visit[],
  isUnknown: (visit: Visit) => boolean,
): Promise<{ outcomes: Outcome[]; overages: readonly OverageChange[] }> {
  const { table, place } = request;
  const { catalogues, stored } = await loadStored(
    request,
    visits.filter((visit) => !isUnknown(visit)),
  );
  const plans = await Promise.all(
    visits.map((visit) =>
      planOf(
        request,
        visit,
        catalogues.get(visit.customer),
        stored.get(visit.customer) ?? new Map<Period, PeriodContent>(),
      ),
    ),
  );
  const lost = new Set<Plan>();
  const overtaken = await foretell(request, plans);
  await write(table, plans, lost, ({ names }) => names);
  await write(table, plans, lost, ({ numbers }) => numbers);
  const subjects = plans
    .filter((plan) => plan.derives && !lost.has(plan))
    .map((plan): Subject => {
      const { visit, entry, catalogue, periods } = plan;
      const { over = null, newest = null, unsettled = null } = visit.entry ?? {};
      // A run that was killed may have stored something behind the newest record.
      const from = [plan.from, unsettled, newest && nextPeriod(newest)].reduce(least) ?? plan.from;
      const isAll = from === plan.from && (isUnknown(visit) || isAllSince(request, plan));
      const contents = isAll ? oldestFirst(periods) : null;
      const isFirst = over === null && unsettled === null;
      return { customer: entry, catalogue, from, isRight: newest !== null, isFirst, contents };
    });
  const { changes: overages, all } = await deriveOverages(table, place, subjects, request.at);
  const outcomes: Outcome[] = [];
  const changes: EntryChange[] = [];
  for (const plan of plans) {
    const { visit, entry, counts } = plan;
    const isLost = lost.has(plan);
    const base = request.entries.get(visit.customer);
    if (!isLost) {
      const known = all.get(visit.customer);
      const next = known ? { ...entry, over: overOf(place, known, entry), unsettled: null } : entry;
      // Foretelling may have met what another run wrote after this window's visit began.
      const isSame = base === undefined || base === visit.entry;
      const isAlone = !overtaken.has(visit.customer);
      const merged = isSame
        ? next
        : { ...mergedEntries(visit.entry, next, base), ...(isAlone ? toldBefore(next) : {}) };
      changes.push({ base, next: merged });
    }
    const none = { changed: 0, unchanged: 0, withdrawn: 0 };
    outcomes.push({ visit: { ...visit, entry: base }, lost: isLost, ...(isLost ? none : counts) });
  }
  for (const customer of await saveEntries(table, place.shelf, place.dataset, changes, request.entries)) {
    overtaken.add(customer);
  }
  if (!isSnapshot(place.dataset)) await settleEntries(request, changes, outcomes, overtaken);
  return { outcomes, overages };
}

const oldestFirst = (periods: Plan['periods']): PeriodContent[] =>
  [...periods.values()].toSorted((a, b) => (a.period < b.period ? -1 : 1));

/** Whether nothing is stored of the customer from this window on but what it was compared with, and new periods. */
const isAllSince = ({ place: { dataset }, window }: StoreRequest, { visit, numbers, entry }: Plan): boolean =>
  isPerCustomer(dataset) &&
  dataset.span.kind === 'month' &&
  numbers.replaced.length === 0 &&
  (visit.entry?.newest ?? '') <= window.to &&
  (entry.read.at(-1)?.[1] ?? '') <= window.to;

const writesSomething = ({ names, numbers }: Plan): boolean =>
  [names, numbers].some(({ fresh, replaced }) => fresh.length + replaced.length > 0);

/** Entries of a list are written over those of another run at once, which may know of an overage that this one does not. */
const overOf = ({ dataset }: Place, overages: readonly OverageRecord[], { newest }: DirectoryEntry): Period | null =>
  dataset.span.kind === 'snapshot' ? GOES_ON : reachOf(overages, newest);

/** What entries say before the rest is written. */
const toldBefore = ({ seen, over, unsettled }: DirectoryEntry) => ({ seen, over, unsettled });

/**
 * The entries tell that there are overages before there is a record of one, and that a month, or what overages were
 * derived from, is not what it was before it is written: nothing of it is forgotten by a crash in between.
 */
async function foretell(request: StoreRequest, plans: readonly Plan[]): Promise<Set<string>> {
  const { table, place, scope, entries } = request;
  const changes = plans.flatMap((plan): EntryChange[] => {
    const { visit } = plan;
    const base = entries.get(visit.customer);
    const known = base ?? newEntry(place.name, visit.customerId, visit.customerName, scope);
    const seen = writesSomething(plan) ? seenDuring(request, visit, known) : known.seen;
    const over = plan.over !== null && plan.over > (known.over ?? '') ? GOES_ON : known.over;
    // Records behind the newest one are looked at in any case, but for those of the first overage.
    const isOld = over !== known.over || plan.isRenamed || (plan.written ?? GOES_ON) <= (known.newest ?? '');
    const unsettled = plan.derives && isOld ? least(known.unsettled, plan.written) : known.unsettled;
    const isTold = seen === known.seen && over === known.over && unsettled === known.unsettled;
    return isTold ? [] : [{ base, next: { ...known, seen, over, unsettled } }];
  });
  return saveEntries(table, place.shelf, place.dataset, changes, entries);
}
