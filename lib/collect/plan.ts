/** What a window changes of one customer: items to write, and what follows for its entry and its overages. */
import type { Dataset } from '../dataset.ts';
import { isSnapshot } from '../expected.ts';
import { collectAll, type Item, type Key } from '../ledger/client.ts';
import { correctedMark } from '../ledger/corrected.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import { periodKey, seriesItemKey } from '../ledger/keys.ts';
import { periodsBetween } from '../ledger/load.ts';
import { encodePeriod, type PeriodContent } from '../ledger/period.ts';
import { EMPTY_CATALOGUE, encodeCatalogue, type SeriesCatalogue } from '../ledger/series-item.ts';
import { type SeriesKey, waveOf } from '../series.ts';
import type { Period } from '../usage.ts';
import { withAbsent, withSeen, withTakenBack } from './catalogue.ts';
import type { CustomerContent } from './content.ts';
import { entryAfter } from './entry.ts';
import { least } from './extremes.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import { newerRecords, seenIn } from './seen-series.ts';
import type { Stored, StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';

/** Items that are new, and those that replace a version: somebody else may have been faster. */
export interface Writes {
  readonly fresh: readonly Item[];
  readonly replaced: ReadonlyArray<{ readonly items: readonly Item[]; readonly version: number | null }>;
}

export interface Plan {
  readonly visit: Visit;
  readonly catalogue: SeriesCatalogue;
  /** The periods that the window touches, as they will be. */
  readonly periods: ReadonlyMap<Period, PeriodContent>;
  /** Names and labels, to be written before the numbers that need them. */
  readonly names: Writes;
  readonly numbers: Writes;
  readonly counts: Pick<Stored, 'changed' | 'unchanged' | 'withdrawn'>;
  readonly entry: DirectoryEntry;
  /** The earliest period that the window tells something about. */
  readonly from: Period;
  /** The newest period of the window with seats over. */
  readonly over: Period | null;
  /** The earliest period that is written, or whose names are. */
  readonly written: Period | null;
  /** The customer, or some of its series, have other names than before, or new ones. */
  readonly isRenamed: boolean;
  /** Overages may begin, end or change by this window. */
  readonly derives: boolean;
}

export async function planOf(
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
  const wave = (series: SeriesKey): string =>
    waveOf(dataset, (content?.series.get(series) ?? stored?.entries.get(series))?.labels ?? {});
  const results: Reconciled[] = [];
  const fresh: Item[] = [];
  const replaced: Array<{ items: Item[]; version: number | null }> = [];
  const empty = new Set(visit.empty);
  const shown = [...visit.expected, ...(content?.periods.keys() ?? [])];
  for (const period of new Set([...shown, ...storedPeriods.keys(), ...empty])) {
    const before = storedPeriods.get(period) ?? null;
    const cells = content?.periods.get(period) ?? new Map<SeriesKey, never>();
    const complete = !isSnapshot(dataset) && !concerned && !empty.has(period);
    // A customer some of whose rows were rejected is not observed where nothing of it could be read.
    if (concerned && cells.size === 0 && !empty.has(period)) continue;
    const result = reconcile(dataset, before, {
      period,
      cells,
      at: seconds,
      complete,
      concerned,
      waveOf: wave,
      settled: request.isSettled(period),
      touch: request.failed(customer) && !concerned && !empty.has(period),
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
    // Of a period outside of the window another run may know more by now.
    if (before === null && !empty.has(period)) fresh.push(...items);
    else replaced.push({ items, version: before?.version ?? null });
  }
  const seen = seenIn(content);
  const isGone = (series: SeriesKey, period: Period): boolean =>
    merged.has(period) && !merged.get(period)?.cells.get(series)?.figures;
  const left = stored && withTakenBack(stored, isGone);
  const known = left ?? stored;
  const newer = await newerRecords(request, visit, known, seen, merged);
  let catalogue = withSeen(dataset, known, seen, newer) ?? left ?? null;
  if (dataset.span.kind === 'snapshot' && !concerned && (content !== undefined || visit.entry?.gone === null)) {
    const base = catalogue ?? stored;
    catalogue = (base && withAbsent(base, (series) => seen.names.has(series), request.day)) ?? catalogue;
  }
  const current = catalogue ?? stored ?? EMPTY_CATALOGUE;
  const complete = merged.size > 0 ? merged : storedPeriods;
  const entry = await entryAfter({
    request,
    visit,
    catalogue: current,
    periods: complete,
    storedSince: (period) => collectAll(periodsBetween(table, place, customer, period, '9', { consistent: true })),
  });
  const keyOf = (chunk: number): Key => seriesItemKey(shelf, customer, name, chunk);
  const from = [window.from, ...visit.empty, ...(content?.periods.keys() ?? [])].reduce((a, b) => (b < a ? b : a));
  const over = dataset.measure === 'seats' ? newestOver(content) : null;
  const isRenamed = catalogue !== null || entry.customerName !== visit.entry?.customerName;
  return {
    visit,
    catalogue: current,
    periods: complete,
    names: namesOf(dataset, catalogue && encodeCatalogue(dataset, catalogue, keyOf), stored?.version ?? null),
    numbers: { fresh, replaced },
    counts: {
      changed: results.reduce((sum, { changed }) => sum + changed, 0),
      unchanged: results.reduce((sum, { unchanged }) => sum + unchanged, 0),
      withdrawn: results.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    },
    entry,
    from,
    over,
    written: results.reduce((earliest, one) => least(earliest, one.content?.period ?? null), catalogue && from),
    isRenamed,
    derives: over !== null || entry.unsettled !== null || (entry.over !== null && (isRenamed || from <= entry.over)),
  };
}

function newestOver(content: CustomerContent | undefined): Period | null {
  let newest: Period | null = null;
  for (const [period, cells] of content?.periods ?? []) {
    if (newest !== null && period <= newest) continue;
    for (const { exceeded } of cells.values()) if ((exceeded ?? 0) > 0) newest = period;
  }
  return newest;
}

/**
 * Two runs can meet a new customer in different windows, and neither may write over the names that the other saw. Not
 * so in a snapshot, which is one window for all: its thousands of customers are written in batches.
 */
function namesOf(dataset: Dataset, items: readonly Item[] | null, version: number | null): Writes {
  if (!items) return { fresh: [], replaced: [] };
  const inBatches = version === null && dataset.span.kind === 'snapshot';
  return inBatches ? { fresh: items, replaced: [] } : { fresh: [], replaced: [{ items, version }] };
}
