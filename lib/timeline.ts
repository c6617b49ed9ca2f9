/** How stored periods and absences line up into the observations of each series. Pure. */
import type { Dataset } from './dataset.ts';
import type { PeriodContent } from './ledger/period.ts';
import type { SeriesCatalogue } from './ledger/series-item.ts';
import { type Observation, type Overage, overagesOf } from './overage.ts';
import { type SeriesKey, waveOf } from './series.ts';
import type { Period } from './usage.ts';

const nothing = { entitled: null, consumed: null, exceeded: null };

/** What is known where a part of a timeline begins. */
export interface Beginning {
  readonly from: Period;
  /** What was open then. */
  readonly open: ReadonlyMap<SeriesKey, Overage>;
}

const AT_FIRST: Beginning = { from: '', open: new Map() };

/**
 * All overages of one customer and dataset that go on or begin in these periods. Of what was open before nothing is told
 * where none of them holds a row of its wave.
 * `contents` are its stored periods, oldest first; `isFinal` tells of a period without rows.
 */
export function overagesOfCustomer(
  dataset: Dataset,
  contents: readonly PeriodContent[],
  catalogue: SeriesCatalogue,
  isFinal: (period: Period) => boolean,
  { from, open }: Beginning = AT_FIRST,
): Map<SeriesKey, Overage[]> {
  const wave = (series: SeriesKey): string => waveOf(dataset, catalogue.entries.get(series)?.labels ?? {});
  const present = contents.map(({ period, cells, partial }) => ({
    period,
    cells,
    partial,
    // Services are processed apart from each other: a day of one says nothing of another.
    waves: new Set([...cells].filter(([, cell]) => cell.figures !== null).map(([series]) => wave(series))),
  }));
  const over = new Set([
    ...open.keys(),
    ...contents.flatMap(({ cells }) =>
      [...cells].filter(([, cell]) => (cell.figures?.exceeded ?? 0) > 0).map(([key]) => key),
    ),
  ]);
  const found = new Map<SeriesKey, Overage[]>();
  for (const series of over) {
    const absences = catalogue.entries.get(series)?.absences ?? [];
    const own = wave(series);
    const lastRow = present.findLast(({ waves }) => waves.has(own))?.period ?? '';
    if (lastRow === '' && open.has(series)) continue;
    const observations: Observation[] = [];
    for (const { period, cells, partial, waves } of present) {
      const figures = cells.get(series)?.figures;
      if (figures) observations.push({ period, kind: 'record', ...figures });
      else if (waves.has(own) && !partial.includes(own)) observations.push({ period, kind: 'absent', ...nothing });
      else if (waves.size === 0) {
        const ends = period > lastRow && isFinal(period);
        observations.push({ period, kind: ends ? 'end' : 'gap', ...nothing });
      }
    }
    for (const period of absences) if (period >= from) observations.push({ period, kind: 'absent', ...nothing });
    // A record of the day of an absence was read before it: the sort is stable and keeps it first.
    const overages = overagesOf(
      observations.toSorted((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0)),
      open.get(series),
    );
    if (overages.length > 0) found.set(series, overages);
  }
  return found;
}
