/** Loads what is stored of some customers, compares it with what was read, and writes the difference. */
import { dayIn, periodOf } from '../calendar.ts';
import { SeatwatchError } from '../errors.ts';
import { isSnapshot } from '../expected.ts';
import { inParallel, replaceIf, type Table, writeAll } from '../ledger/client.ts';
import { newEntry } from '../ledger/directory.ts';
import { loadCatalogues, loadPeriods, periodsBetween } from '../ledger/load.ts';
import type { PeriodContent } from '../ledger/period.ts';
import type { Period } from '../usage.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';
import { mergedEntries } from './merge-entries.ts';
import { type Plan, planOf, type Writes } from './plan.ts';
import { type EntryChange, saveEntries } from './save-entries.ts';
import type { Stored, StoreRequest } from './store.ts';
import type { Visit } from './visit.ts';

/** Few periods are fetched by key, for many customers at once; more are one query each. */
const BY_KEY = 3;
const ATTEMPTS = 5;

export async function storeCustomers(request: StoreRequest, visits: readonly Visit[]): Promise<Stored> {
  const total = { changed: 0, unchanged: 0, withdrawn: 0, overages: new Array<OverageChange>() };
  let left = visits;
  for (let attempt = 1; left.length > 0; attempt++) {
    const again: Visit[] = [];
    for (const outcome of await storeOnce(request, left)) {
      if (outcome.lost) again.push(outcome.visit);
      total.changed += outcome.changed;
      total.unchanged += outcome.unchanged;
      total.withdrawn += outcome.withdrawn;
      total.overages.push(...outcome.overages);
    }
    // Another run was faster with some of them: compare again with what it wrote.
    if (again.length > 0 && attempt >= ATTEMPTS) {
      throw new SeatwatchError(
        'LEDGER_UNAVAILABLE',
        `${again.length} customers were written over by others ${ATTEMPTS} times`,
      );
    }
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

interface Outcome extends Stored {
  readonly visit: Visit;
  readonly lost: boolean;
}

async function storeOnce(request: StoreRequest, visits: readonly Visit[]): Promise<Outcome[]> {
  const { table, place } = request;
  const [catalogues, stored] = await Promise.all([
    loadCatalogues(
      table,
      place,
      visits.map(({ customer }) => customer),
    ),
    loadStored(request, visits),
  ]);
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
  await foretell(request, plans);
  await write(table, plans, lost, ({ names }) => names);
  await write(table, plans, lost, ({ numbers }) => numbers);
  const outcomes: Outcome[] = [];
  const changes: EntryChange[] = [];
  await inParallel(plans, 8, async (plan) => {
    const { visit, entry, catalogue, counts, derives } = plan;
    const isLost = lost.has(plan);
    const overages = isLost || !derives ? [] : await deriveOverages(table, place, entry, catalogue, request.at);
    const base = request.entries.get(visit.customer);
    if (!isLost) {
      const next = { ...entry, over: entry.over || derives };
      // Foretelling may have met what another run wrote after this window's visit began.
      const isSame = base === undefined || base === visit.entry;
      changes.push({ base, next: isSame ? next : mergedEntries(visit.entry, next, base) });
    }
    const none = { changed: 0, unchanged: 0, withdrawn: 0 };
    outcomes.push({ visit: { ...visit, entry: base }, lost: isLost, overages, ...(isLost ? none : counts) });
  });
  await saveEntries(table, place.shelf, place.dataset, changes, request.entries);
  return outcomes;
}

/** The entries tell that there are overages before there is a record of one: none is forgotten by a crash in between. */
async function foretell({ table, place, scope, entries }: StoreRequest, plans: readonly Plan[]): Promise<void> {
  const changes = plans.flatMap(({ derives, visit }): EntryChange[] => {
    const base = entries.get(visit.customer);
    if (!derives || base?.over) return [];
    const known = base ?? newEntry(place.name, visit.customerId, visit.customerName, scope);
    return [{ base, next: { ...known, over: true } }];
  });
  await saveEntries(table, place.shelf, place.dataset, changes, entries);
}

/** What is stored of the periods that this window touches. */
async function loadStored(
  request: StoreRequest,
  visits: readonly Visit[],
): Promise<Map<string, Map<Period, PeriodContent>>> {
  const { table, place, window } = request;
  const today = todayIn(request);
  const wanted = visits.map((visit) => ({
    customer: visit.customer,
    periods: [...new Set([...visit.expected, ...today, ...(visit.content?.periods.keys() ?? [])])],
    empty: visit.empty,
  }));
  const isMany = ({ periods }: (typeof wanted)[number]): boolean => periods.length > BY_KEY;
  const found = await loadPeriods(
    table,
    place,
    wanted.flatMap((one) =>
      [...(isMany(one) ? [] : one.periods), ...one.empty].map((period) => ({ customer: one.customer, period })),
    ),
  );
  await inParallel(wanted.filter(isMany), 8, async ({ customer }) => {
    const stored = found.get(customer) ?? new Map<Period, PeriodContent>();
    found.set(customer, stored);
    for await (const content of periodsBetween(table, place, customer, window.from, window.to, { consistent: true })) {
      stored.set(content.period, content);
    }
  });
  return found;
}

/** The day that has not ended: it is not expected yet, but may be stored, and may be taken back. */
function todayIn({ place: { dataset }, window, askedAt }: StoreRequest): Period[] {
  if (isSnapshot(dataset)) return [];
  const today = periodOf(dataset.grain, dayIn(dataset.zone, askedAt));
  return today >= window.from && today <= window.to ? [today] : [];
}
