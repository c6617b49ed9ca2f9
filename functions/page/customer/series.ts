/** A customer's year as series: one product in one dataset under one set of labels, over time. */
import type { Measure } from '../../../lib/usage.ts';
import type { UsageItem } from '../client/answers.ts';

export interface Series {
  readonly key: string;
  /** Its newest record: what the table shows. */
  readonly newest: UsageItem;
  /** Oldest first, one a period; a period that was not observed is not among them. */
  readonly records: readonly UsageItem[];
}

const keyOf = ({ dataset, productId, labels }: UsageItem): string => JSON.stringify([dataset, productId, labels]);

/** Most seats over first, then most in use. */
export function seriesOf(records: readonly UsageItem[]): Series[] {
  const groups = Map.groupBy(
    records.toSorted((a, b) => a.period.localeCompare(b.period)),
    keyOf,
  );
  return [...groups]
    .flatMap(([key, group]) => {
      const newest = group.at(-1);
      return newest ? [{ key, newest, records: group }] : [];
    })
    .toSorted((a, b) => weight(b, 'exceeded') - weight(a, 'exceeded') || weight(b, 'consumed') - weight(a, 'consumed'));
}

const weight = ({ newest }: Series, figure: 'exceeded' | 'consumed'): number => newest[figure] ?? -1;

export const ofMeasure = (all: readonly Series[], measure: Measure): Series[] =>
  all.filter(({ newest }) => newest.measure === measure);

/** Seats held that nobody uses; null where one of the two is unknown. */
export const freeSeats = ({ entitled, consumed }: UsageItem): number | null =>
  entitled === null || consumed === null ? null : Math.max(0, entitled - consumed);

/** Periods one after the other that say the same. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number | null;
}

/** The records as few lines as tell them all, newest first; a gap ends a stretch. `next` gives the period after one. */
export function stretches(records: readonly UsageItem[], next: (period: string) => string): Stretch[] {
  const found: Stretch[] = [];
  for (const { period, entitled, consumed, exceeded } of records) {
    const last = found.at(-1);
    const goesOn =
      last !== undefined &&
      next(last.to) === period &&
      last.entitled === entitled &&
      last.consumed === consumed &&
      last.exceeded === exceeded;
    if (goesOn) found[found.length - 1] = { ...last, to: period };
    else found.push({ from: period, to: period, entitled, consumed, exceeded });
  }
  return found.toReversed();
}
