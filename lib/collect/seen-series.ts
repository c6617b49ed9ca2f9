/** The series that a window shows of a customer, and whether their names are still the newest. */
import { periodsBetween } from '../ledger/load.ts';
import type { PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import type { SeriesKey } from '../series.ts';
import type { Period } from '../usage.ts';
import { isRenamed, type SeenSeries } from './catalogue.ts';
import type { CustomerContent } from './content.ts';
import type { StoreRequest } from './store.ts';
import type { Visit } from './visit.ts';

export function seenIn(content: CustomerContent | undefined): Map<SeriesKey, SeenSeries> {
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
 * Which of the renamed series keep a newer record than this reading: an old window must not bring old names back.
 * `merged` holds the periods of the window as this reading leaves them.
 */
export async function newerRecords(
  request: StoreRequest,
  visit: Visit,
  stored: SeriesCatalogue | undefined,
  seen: ReadonlyMap<SeriesKey, SeenSeries>,
  merged: ReadonlyMap<Period, PeriodContent>,
): Promise<(series: SeriesKey, than: Period) => boolean> {
  const { table, place } = request;
  const newest = visit.entry?.newest;
  const renamed = [...seen].filter(([series, one]) => {
    const entry = stored?.entries.get(series);
    return entry !== undefined && isRenamed(place.dataset, entry, one);
  });
  const from = renamed.map(([, one]) => one.from).toSorted()[0];
  if (!newest || from === undefined || from >= newest) return () => false;
  const later = new Map<Period, PeriodContent>();
  for await (const content of periodsBetween(table, place, visit.customer, from, '9', { consistent: true })) {
    later.set(content.period, merged.get(content.period) ?? content);
  }
  return (series, than) => [...later.values()].some(({ period, cells }) => period > than && cells.get(series)?.figures);
}
