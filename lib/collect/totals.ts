/** A customer's seats in one dataset, summed over the newest period of its series. Pure. */
import type { Dataset } from '../dataset.ts';
import type { Totals } from '../ledger/directory.ts';
import type { PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue, SeriesEntry } from '../ledger/series-item.ts';
import { waveOf } from '../series.ts';
import type { Figures } from '../usage.ts';

/** Null for datasets that count no seats, and for a partner's own level, which repeats its customers'. */
export function totalsOf(
  dataset: Dataset,
  catalogue: SeriesCatalogue,
  contents: readonly PeriodContent[],
  /** The day to show when nothing is left and no absence was counted. */
  today: string,
): Totals | null {
  if (dataset.measure !== 'seats') return null;
  const listed = [...catalogue.entries].filter(([, entry]) => entry.labels['level'] !== 'partner');
  if (listed.length === 0) return null;
  const newest = new Map<string, { period: string; figures: Figures[] }>();
  for (const { period, cells } of contents.toSorted((a, b) => (a.period < b.period ? 1 : -1))) {
    for (const [series, entry] of listed) {
      const figures = cells.get(series)?.figures;
      if (!figures || entry.away) continue;
      const wave = waveOf(dataset, entry.labels);
      const known = newest.get(wave);
      if (!known) newest.set(wave, { period, figures: [figures] });
      else if (known.period === period) known.figures.push(figures);
    }
  }
  const all = [...newest.values()].flatMap(({ figures }) => figures);
  const known = all.filter(({ entitled, consumed }) => entitled !== null && consumed !== null);
  const exceeded = all.flatMap((figures) => figures.exceeded ?? []);
  const asOf =
    [...newest.values()].map(({ period }) => period).toSorted()[0] ??
    lastAbsence(listed.map(([, entry]) => entry)) ??
    today;
  return {
    series: all.length,
    entitled: sum(known.map(({ entitled }) => entitled ?? 0)),
    consumed: sum(known.map(({ consumed }) => consumed ?? 0)),
    exceeded: sum(exceeded),
    asOf,
  };
}

const lastAbsence = (entries: readonly SeriesEntry[]): string | undefined =>
  entries
    .flatMap(({ absences }) => absences)
    .toSorted()
    .at(-1);

const sum = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((total, number) => total + number, 0);
