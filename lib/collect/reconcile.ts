/** What is stored of a period against what was read of it: the new content, and what of it changed. Pure. */
import type { Dataset } from '../dataset.ts';
import { sameFigures } from '../ledger/figures.ts';
import type { Cell, Correction, PeriodContent } from '../ledger/period.ts';
import type { SeriesKey } from '../series.ts';
import type { Figures, Period } from '../usage.ts';

export interface Reconciled {
  /** Null when nothing is to be written. */
  readonly content: PeriodContent | null;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
}

export interface Reading {
  readonly period: Period;
  readonly cells: ReadonlyMap<SeriesKey, Figures>;
  /** Epoch seconds of this reading. */
  readonly at: number;
  /** The reply held everything of this period, so what is missing has been taken back. */
  readonly complete: boolean;
  /** Some of the customer's rows could not be understood. */
  readonly concerned: boolean;
  /** See Dataset.wave. */
  readonly waveOf: (series: SeriesKey) => string;
  /** The period had ended: a change is a correction. */
  readonly settled: boolean;
  /** Also an unchanged content is to be marked as read at this time: its last attempt had failed. */
  readonly touch: boolean;
}

export function reconcile(dataset: Dataset, stored: PeriodContent | null, reading: Reading): Reconciled {
  const { at, settled } = reading;
  const cells = new Map<SeriesKey, Cell>(stored?.cells);
  let [changed, unchanged, withdrawn] = [0, 0, 0];
  for (const [series, figures] of reading.cells) {
    const cell = stored?.cells.get(series);
    if (cell?.figures && sameFigures(dataset, cell.figures, figures)) {
      unchanged++;
      continue;
    }
    changed++;
    cells.set(series, { figures, observedAt: at, corrections: correctionsOf(cell, figures, at, settled) });
  }
  if (reading.complete && stored) {
    for (const [series, cell] of stored.cells) {
      if (cell.figures === null || reading.cells.has(series)) continue;
      withdrawn++;
      if (settled) cells.set(series, { ...cell, figures: null, corrections: correctionsOf(cell, null, at, settled) });
      else if (cell.corrections.length > 0) cells.set(series, { ...cell, figures: null });
      else cells.delete(series);
    }
  }
  const partial = partialAfter(stored, reading);
  const isDoubt = partial.join('\n') !== (stored?.partial ?? []).join('\n');
  const write = stored === null || changed > 0 || withdrawn > 0 || isDoubt || reading.touch;
  const version = stored === null ? 0 : stored.version + 1;
  return {
    content: write
      ? { period: reading.period, cells, readAt: at, version, chunks: stored?.chunks ?? 1, partial }
      : null,
    changed,
    unchanged,
    withdrawn,
  };
}

/** A record that comes back after it was withdrawn is no correction, nor is one that first appears. */
function correctionsOf(
  cell: Cell | undefined,
  after: Figures | null,
  at: number,
  settled: boolean,
): readonly Correction[] {
  const earlier = cell?.corrections ?? [];
  if (!settled || !cell?.figures) return earlier;
  return [...earlier, { before: cell.figures, after, observedAt: cell.observedAt, correctedAt: at }];
}

/** Of which waves it is not known whether the rows are all there are. What was known before stays known. */
function partialAfter(
  stored: PeriodContent | null,
  { cells, complete, concerned, waveOf }: Reading,
): readonly string[] {
  if (complete) return [];
  const known = stored?.partial ?? [];
  if (!concerned && known.length === 0) return [];
  const read = new Set([...cells.keys()].map(waveOf));
  if (!concerned) return known.filter((wave) => !read.has(wave));
  const had = new Set(
    [...(stored?.cells ?? [])].filter(([, { figures }]) => figures !== null).map(([key]) => waveOf(key)),
  );
  return [...new Set([...known, ...[...read].filter((wave) => !had.has(wave))])];
}
