/** The series that a window shows of a customer, and whether their names are still the newest. */
import { isSnapshot } from '../expected.ts';
import { periodsBetween } from '../ledger/load.ts';
import type { PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import type { SeriesKey } from '../series.ts';
import type { Period } from '../usage.ts';
import { isRenamed, type Seen } from './catalogue.ts';
import type { CustomerContent } from './content.ts';
import type { StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';

const NOTHING: Seen['names'] = new Map();
const isNever = (): boolean => false;

export function seenIn(content: CustomerContent | undefined): Seen {
  const periods = [...(content?.periods ?? [])];
  const oldest = (series: SeriesKey): Period =>
    periods.flatMap(([period, cells]) => (cells.has(series) ? [period] : [])).toSorted()[0] ?? '';
  return { names: content?.series ?? NOTHING, oldest };
}

/**
 * Which of the renamed series have a newer record than this reading, or are about to get it from another run: an old
 * window must not bring old names back. `merged` holds the periods of the window as this reading leaves them.
 */
export async function newerRecords(
  request: StoreRequest,
  visit: Visit,
  stored: SeriesCatalogue | undefined,
  seen: Seen,
  merged: ReadonlyMap<Period, PeriodContent>,
): Promise<(series: SeriesKey, than: Period) => boolean> {
  if (!stored) return isNever;
  const { table, place } = request;
  // Names are written before numbers: who named it after a newer row has it, or will have it in a moment.
  const isNamedLater = (series: SeriesKey, than: Period): boolean => (stored.entries.get(series)?.from ?? '') > than;
  const renamed = [...seen.names].filter(([series, one]) => {
    const entry = stored.entries.get(series);
    return entry !== undefined && isRenamed(place.dataset, entry, one) && !isNamedLater(series, one.from);
  });
  const from = renamed.map(([, one]) => one.from).toSorted()[0];
  // What is known of the customer may be behind another run, but for a list, which both have read whole.
  const isNewest = isSnapshot(place.dataset) && from !== undefined && from >= (visit.entry?.newest ?? '');
  if (from === undefined || isNewest) return isNamedLater;
  const later = new Map<Period, PeriodContent>();
  for await (const content of periodsBetween(table, place, visit.customer, from, '9', { consistent: true })) {
    later.set(content.period, merged.get(content.period) ?? content);
  }
  return (series, than) =>
    isNamedLater(series, than) ||
    [...later.values()].some(({ period, cells }) => period > than && cells.get(series)?.figures);
}
