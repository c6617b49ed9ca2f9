/** Loads what is stored of some customers, compares it with what was read, and writes the difference. */
import { SeatwatchError } from '../errors.ts';
import { isSnapshot, snapshotDay } from '../expected.ts';
import { type Item, inParallel, putIf, writeAll } from '../ledger/client.ts';
import { correctedMark } from '../ledger/corrected.ts';
import { type DirectoryEntry, encodeEntry } from '../ledger/directory.ts';
import { periodKey, seriesItemKey } from '../ledger/keys.ts';
import { allPeriods, loadCatalogues, loadPeriods, periodsBetween } from '../ledger/load.ts';
import { encodePeriod, type PeriodContent } from '../ledger/period.ts';
import { EMPTY_CATALOGUE, encodeCatalogue, type SeriesCatalogue } from '../ledger/series-item.ts';
import type { SeriesKey } from '../series.ts';
import type { Period } from '../usage.ts';
import { type SeenSeries, withAbsent, withSeen } from './catalogue.ts';
import type { CustomerContent } from './content.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';
import { entryAfter } from './entry.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import type { Stored, StoreRequest } from './store.ts';

/** One customer as a window tells of it. */
export interface Visit {
  readonly customer: string;
  readonly customerId: string;
  readonly customerName: string | null;
  /** Undefined = the window holds nothing of it. */
  readonly content: CustomerContent | undefined;
  readonly entry: DirectoryEntry | undefined;
  /** Some of its rows were rejected: what is missing is not known to be gone. */
  readonly concerned: boolean;
  /** Periods that were observed, with rows or without. */
  readonly expected: readonly Period[];
}

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
  await writeAll(
    table,
    plans.flatMap(({ catalogueItems }) => catalogueItems),
  );
  await writeAll(
    table,
    plans.flatMap(({ fresh }) => fresh),
  );
  const lost = new Set<Plan>();
  await inParallel(plans, 8, async (plan) => {
    for (const { items, version } of plan.replaced) {
      await writeAll(table, items.slice(0, -1));
      const last = items.at(-1);
      if (last && !(await putIf(table, last, version))) lost.add(plan);
    }
  });
  const outcomes: Outcome[] = [];
  const entryItems: Item[] = [];
  await inParallel(plans, 8, async (plan) => {
    const isLost = lost.has(plan);
    const overages = isLost ? [] : await overagesAfter(request, plan);
    if (!isLost) {
      const entry = { ...plan.entry, over: plan.entry.over || plan.derives };
      request.entries.set(plan.visit.customer, entry);
      if (JSON.stringify(entry) !== JSON.stringify(plan.visit.entry)) entryItems.push(encodeEntry(place.shelf, entry));
    }
    const none = { changed: 0, unchanged: 0, withdrawn: 0 };
    outcomes.push({ visit: plan.visit, lost: isLost, overages, ...(isLost ? none : plan.counts) });
  });
  await writeAll(table, entryItems);
  return outcomes;
}

interface Plan {
  readonly visit: Visit;
  readonly catalogue: SeriesCatalogue;
  readonly catalogueItems: readonly Item[];
  readonly fresh: readonly Item[];
  readonly replaced: ReadonlyArray<{ readonly items: readonly Item[]; readonly version: number }>;
  readonly counts: Pick<Stored, 'changed' | 'unchanged' | 'withdrawn'>;
  readonly entry: DirectoryEntry;
  /** Something is or was over: overages have to follow. */
  readonly derives: boolean;
}

async function planOf(
  request: StoreRequest,
  visit: Visit,
  stored: SeriesCatalogue | undefined,
  storedPeriods: ReadonlyMap<Period, PeriodContent>,
): Promise<Plan> {
  const { table, place, window, at } = request;
  const { shelf, name, dataset } = place;
  const { customer, content, concerned } = visit;
  const seconds = Math.floor(at.getTime() / 1000);
  const merged = new Map<Period, PeriodContent>(storedPeriods);
  const results: Reconciled[] = [];
  const fresh: Item[] = [];
  const replaced: Array<{ items: Item[]; version: number }> = [];
  for (const period of new Set([...visit.expected, ...(content?.periods.keys() ?? []), ...storedPeriods.keys()])) {
    const before = storedPeriods.get(period) ?? null;
    const cells = content?.periods.get(period) ?? new Map<SeriesKey, never>();
    const complete = !isSnapshot(dataset) && !concerned;
    // A customer some of whose rows were rejected is not observed where nothing of it could be read.
    if (concerned && cells.size === 0) continue;
    const settled = dataset.settledAt(period) <= at;
    const result = reconcile(dataset, before, {
      period,
      cells,
      at: seconds,
      complete,
      settled,
      touch: request.failed(customer) && !concerned,
    });
    results.push(result);
    if (!result.content) continue;
    merged.set(period, result.content);
    const mark = correctedMark(shelf, customer, period, name);
    const items = encodePeriod(
      dataset,
      result.content,
      (chunk) => periodKey(shelf, customer, name, period, chunk),
      mark,
    );
    if (before === null) fresh.push(...items);
    else replaced.push({ items, version: before.version });
  }
  const seen = seenIn(content);
  const newer = await newerRecords(request, visit, stored, seen);
  let catalogue = withSeen(dataset, stored, seen, newer);
  if (dataset.span.kind === 'snapshot' && !concerned && (content !== undefined || visit.entry?.gone === null)) {
    const base = catalogue ?? stored;
    catalogue = (base && withAbsent(base, (series) => seen.has(series), snapshotDay(at))) ?? catalogue;
  }
  const current = catalogue ?? stored ?? EMPTY_CATALOGUE;
  const complete = merged.size > 0 ? merged : storedPeriods;
  const entry = await entryAfter({
    request,
    visit,
    catalogue: current,
    periods: complete,
    everything: () => allPeriods(table, place, customer),
  });
  const over = [...(content?.periods.values() ?? [])].some((cells) =>
    [...cells.values()].some(({ exceeded }) => (exceeded ?? 0) > 0),
  );
  return {
    visit,
    catalogue: current,
    catalogueItems: catalogue
      ? encodeCatalogue(dataset, catalogue, (chunk) => seriesItemKey(shelf, customer, name, chunk))
      : [],
    fresh,
    replaced,
    counts: {
      changed: results.reduce((sum, { changed }) => sum + changed, 0),
      unchanged: results.reduce((sum, { unchanged }) => sum + unchanged, 0),
      withdrawn: results.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    },
    entry,
    derives: dataset.measure === 'seats' && (over || entry.over) && window.dataset === name,
  };
}

/** What is stored of the periods that this window touches. */
async function loadStored(
  request: StoreRequest,
  visits: readonly Visit[],
): Promise<Map<string, Map<Period, PeriodContent>>> {
  const { table, place, window } = request;
  const wanted = visits.map((visit) => ({
    customer: visit.customer,
    periods: [...new Set([...visit.expected, ...(visit.content?.periods.keys() ?? [])])],
  }));
  const few = wanted.filter(({ periods }) => periods.length <= BY_KEY);
  const found = await loadPeriods(
    table,
    place,
    few.flatMap(({ customer, periods }) => periods.map((period) => ({ customer, period }))),
  );
  await inParallel(
    wanted.filter(({ periods }) => periods.length > BY_KEY),
    8,
    async ({ customer }) => {
      const stored = new Map<Period, PeriodContent>();
      for await (const content of periodsBetween(table, place, customer, window.from, window.to, {
        consistent: true,
      })) {
        stored.set(content.period, content);
      }
      found.set(customer, stored);
    },
  );
  return found;
}

function seenIn(content: CustomerContent | undefined): Map<SeriesKey, SeenSeries> {
  const seen = new Map<SeriesKey, SeenSeries>();
  for (const [series, names] of content?.series ?? []) seen.set(series, { ...names, oldest: names.from });
  for (const [period, cells] of content?.periods ?? []) {
    for (const series of cells.keys()) {
      const one = seen.get(series);
      if (one && period < one.oldest) seen.set(series, { ...one, oldest: period });
    }
  }
  return seen;
}

/**
 * Which of the renamed series have a newer record than this reading: an old window must not bring old names back.
 * Only asked when the window lies before the customer's newest period.
 */
async function newerRecords(
  request: StoreRequest,
  visit: Visit,
  stored: SeriesCatalogue | undefined,
  seen: ReadonlyMap<SeriesKey, SeenSeries>,
): Promise<(series: SeriesKey, than: Period) => boolean> {
  const newest = visit.entry?.newest;
  const from = [...seen.values()].map((one) => one.from).toSorted()[0];
  if (!stored || !newest || from === undefined || from >= newest) return () => false;
  const { table, place } = request;
  const later: PeriodContent[] = [];
  for await (const content of periodsBetween(table, place, visit.customer, from, '9', { consistent: true }))
    later.push(content);
  return (series, than) => later.some(({ period, cells }) => period > than && cells.get(series)?.figures);
}

async function overagesAfter(request: StoreRequest, plan: Plan): Promise<OverageChange[]> {
  if (!plan.derives) return [];
  const { table, place } = request;
  // The entry remembers that there are overages before there is one: none can be forgotten.
  if (!plan.visit.entry?.over) {
    await writeAll(table, [
      encodeEntry(place.shelf, { ...(plan.visit.entry ?? { ...plan.entry, read: [] }), over: true }),
    ]);
  }
  return deriveOverages(table, place, plan.entry, plan.catalogue, request.at);
}
