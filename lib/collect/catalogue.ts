/** What a reading adds to the names, labels and absences of a customer's series. Pure. */
import type { Dataset } from '../dataset.ts';
import { EMPTY_CATALOGUE, type SeriesCatalogue, type SeriesEntry } from '../ledger/series-item.ts';
import { type SeriesKey, type SeriesNames, sameLabels } from '../series.ts';
import type { Period } from '../usage.ts';

/** Names and labels, and the period whose row gives them. Customers who share a product share one of these. */
export interface SeenNames extends SeriesNames {
  readonly from: Period;
}

/** What a reading shows of one customer's series. */
export interface Seen {
  readonly names: ReadonlyMap<SeriesKey, SeenNames>;
  /** The oldest period of the reading under which the series was seen. */
  readonly oldest: (series: SeriesKey) => Period;
}

/** The entries of series that are new, so that thousands of customers can share one. */
const made = new Map<SeenNames, SeriesEntry>();
const MOST_MADE = 5000;

function newEntry(names: SeenNames): SeriesEntry {
  const known = made.get(names);
  if (known) return known;
  const entry = { ...names, absences: [], away: false };
  if (made.size >= MOST_MADE) made.clear();
  made.set(names, entry);
  return entry;
}

/** The catalogue after these series were seen, or null when it stays as it is. */
export function withSeen(
  dataset: Dataset,
  stored: SeriesCatalogue | undefined,
  seen: Seen,
  /** Whether a record of the series newer than this period is stored. */
  hasNewer: (series: SeriesKey, than: Period) => boolean,
): SeriesCatalogue | null {
  const { entries, chunks, version } = stored ?? EMPTY_CATALOGUE;
  const next = new Map<SeriesKey, SeriesEntry>(entries);
  let changed = false;
  for (const [series, names] of seen.names) {
    const entry = entries.get(series);
    if (!entry) {
      next.set(series, newEntry(names));
      changed = true;
      continue;
    }
    const rename = isRenamed(dataset, entry, names) && !hasNewer(series, names.from);
    // Seen under a day not after an absence: the list had lost it, it was never gone. Windows are read newest first, so
    // that it may have been seen under a later day before.
    const absences = entry.absences.filter((day) => day < seen.oldest(series));
    if (!rename && !entry.away && absences.length === entry.absences.length) continue;
    next.set(series, { ...(rename ? names : entry), absences, away: false });
    changed = true;
  }
  return changed ? { entries: next, chunks, version } : null;
}

/**
 * The catalogue after records of a window were taken back, or null when it stays as it is: names of a record that is not
 * there any more give way to those of any other.
 */
export function withTakenBack(
  stored: SeriesCatalogue,
  isGone: (series: SeriesKey, period: Period) => boolean,
): SeriesCatalogue | null {
  const gone = [...stored.entries].filter(([series, { from }]) => isGone(series, from));
  if (gone.length === 0) return null;
  const next = new Map<SeriesKey, SeriesEntry>(stored.entries);
  for (const [series, entry] of gone) next.set(series, { ...entry, from: '' });
  return { ...stored, entries: next };
}

/** Whether a row calls its series by other names or labels than the ledger does. */
export const isRenamed = (dataset: Dataset, entry: SeriesNames, seen: SeriesNames): boolean =>
  entry.productName !== seen.productName || !sameLabels(entry.labels, seen.labels, dataset.labels);

/** The catalogue after a complete list without these series, or null when all of them were away already. */
export function withAbsent(
  stored: SeriesCatalogue,
  isPresent: (series: SeriesKey) => boolean,
  day: string,
): SeriesCatalogue | null {
  let next: Map<SeriesKey, SeriesEntry> | null = null;
  for (const [series, entry] of stored.entries) {
    if (entry.away || isPresent(series)) continue;
    next ??= new Map(stored.entries);
    next.set(series, { ...entry, absences: [...entry.absences, day], away: true });
  }
  return next && { ...stored, entries: next };
}
