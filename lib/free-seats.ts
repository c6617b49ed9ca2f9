/** Seats held and not used: how many of each series were free all the time, and since when. Pure. */
import { dayIn, daysBetween } from './calendar.ts';
import type { Dataset } from './dataset.ts';
import { isFinalAt, newestExpected } from './expected.ts';
import type { PeriodContent } from './ledger/period.ts';
import type { SeriesCatalogue } from './ledger/series-item.ts';
import { type SeriesKey, waveOf } from './series.ts';
import type { Figures, Period } from './usage.ts';

/** `lowest` and `since` are null where too few days were observed to tell. */
export interface FreeSeats {
  readonly entitled: number;
  readonly consumed: number;
  readonly free: number;
  /** The fewest free on the observed days of the span, never below 0. */
  readonly lowest: number | null;
  /** The first observed day from which on never fewer than `lowest` were free, as far back as was looked. */
  readonly since: Period | null;
  /** Days of the span on which both figures are known: with a record, or with a list that still showed the last one. */
  readonly observed: number;
  /** Days of the span. */
  readonly expected: number;
  /** The day of the newest record. */
  readonly asOf: Period;
}

export interface FreeSeatsWatch {
  /** Takes the next older period; false once no older one can change what was found. */
  readonly look: (content: PeriodContent) => boolean;
  /** The series that are still held and have free seats. */
  readonly found: () => Map<SeriesKey, FreeSeats>;
}

interface Watched {
  readonly series: SeriesKey;
  readonly wave: string;
  readonly absences: readonly Period[];
  now: { readonly entitled: number; readonly consumed: number; readonly asOf: Period } | null;
  lowest: number;
  /** Records in the span. */
  observed: number;
  since: Period;
  /** The record before the span was met. */
  isStarted: boolean;
  /** Nothing older belongs to the time in which that many were free. */
  isBroken: boolean;
  /** No longer held, not known, or not free. */
  isOut: boolean;
}

/** Fewer observed days than this part of the span tell too little. */
const ENOUGH = 0.5;

/**
 * Looks at the periods of one customer and dataset, newest first. The span is the last `days` days. `readDays`: those on
 * which a list was read whose records are older than it and hold until the next one; null where each is its own day's.
 */
export function watchFreeSeats(
  dataset: Dataset,
  { entries }: Pick<SeriesCatalogue, 'entries'>,
  readDays: readonly Period[] | null,
  days: number,
  at: Date,
): FreeSeatsWatch {
  const all = [...entries]
    .filter(([, { labels, away }]) => !away && labels['level'] !== 'partner')
    .map(([series, { labels, absences }]) => newlyWatched(series, waveOf(dataset, labels), absences));
  const today = dayIn(dataset.zone, at);
  let end =
    [newestExpected(dataset, at), ...(readDays ?? [])]
      .filter((day) => day <= today)
      .toSorted()
      .at(-1) ?? today;
  let hasRows = false;

  const isInSpan = (period: Period): boolean => daysBetween(period, end) < days;
  const observed = (one: Watched): number =>
    readDays === null ? one.observed : readDays.filter((day) => day >= one.since && isInSpan(day)).length;
  const isEnough = (one: Watched): boolean => observed(one) >= days * ENOUGH;

  function look({ period, cells, partial }: PeriodContent): boolean {
    if (period > today) return true;
    if (period > end) end = period;
    hasRows ||= [...cells.values()].some(({ figures }) => figures !== null);
    // A final period without a row, and no row after it: the customer holds nothing any more.
    if (!hasRows && isFinalAt(dataset, period, at)) return false;
    const waves = new Set(all.filter(({ series }) => cells.get(series)?.figures).map(({ wave }) => wave));
    for (const one of all) {
      const figures = cells.get(one.series)?.figures;
      if (figures) see(one, period, figures);
      else if (waves.has(one.wave) && !partial.includes(one.wave)) miss(one);
    }
    return all.some(({ isOut, isBroken }) => !isOut && (isInSpan(period) || !isBroken));
  }

  function see(one: Watched, period: Period, { entitled, consumed }: Figures): void {
    if (entitled === null || consumed === null) {
      one.isOut ||= one.now === null;
      return;
    }
    const free = Math.max(entitled - consumed, 0);
    one.now ??= { entitled, consumed, asOf: period };
    one.isOut ||= one.now.entitled <= one.now.consumed;
    one.isBroken ||= one.absences.some((day) => period <= day && day < one.since);
    const isBefore = !isInSpan(period);
    // What a list showed before the span still held when it began.
    if (!isBefore || (readDays !== null && !one.isStarted && !one.isBroken)) {
      one.observed++;
      one.lowest = Math.min(one.lowest, free);
    }
    one.isStarted ||= isBefore;
    one.isBroken ||= free < one.lowest;
    if (!one.isBroken) one.since = period;
    one.isBroken ||= isBefore && (!isEnough(one) || one.lowest === 0);
  }

  const found = (): Map<SeriesKey, FreeSeats> => {
    const result = new Map<SeriesKey, FreeSeats>();
    for (const one of all) {
      if (one.isOut || one.now === null) continue;
      const isKnown = isEnough(one);
      if (isKnown && one.lowest === 0) continue;
      result.set(one.series, {
        entitled: one.now.entitled,
        consumed: one.now.consumed,
        free: one.now.entitled - one.now.consumed,
        lowest: isKnown ? one.lowest : null,
        since: isKnown ? one.since : null,
        observed: observed(one),
        expected: days,
        asOf: one.now.asOf,
      });
    }
    return result;
  };

  return { look, found };
}

/** Other rows of that day and none of the series. */
function miss(one: Watched): void {
  if (one.now === null) one.isOut = true;
  else one.isBroken = true;
}

const newlyWatched = (series: SeriesKey, wave: string, absences: readonly Period[]): Watched => ({
  series,
  wave,
  absences,
  now: null,
  lowest: Number.POSITIVE_INFINITY,
  observed: 0,
  since: '',
  isStarted: false,
  isBroken: false,
  isOut: false,
});
