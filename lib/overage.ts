/** Overages as they follow from the records: maximal runs of observed periods with seats over. Pure. */
import type { Period } from './usage.ts';

/** What one observed period says of a series. */
export interface Observation {
  readonly period: Period;
  readonly kind: /** A record of the series. */
    | 'record'
    /** Other rows of the customer and dataset, none of the series; or a complete list without it. */
    | 'absent'
    /** A complete reply without any row of the customer and dataset: a gap of the vendor. */
    | 'gap'
    /** A final gap after which nothing of the customer and dataset came. */
    | 'end';
  readonly entitled: number | null;
  readonly consumed: number | null;
  /** Null neither opens nor closes. */
  readonly exceeded: number | null;
}

export interface Overage {
  readonly since: Period;
  /** The first observed period after it; null while open. */
  readonly until: Period | null;
  readonly peak: number;
  /** The newest period over, and its figures. */
  readonly asOf: Period;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number;
}

/** The overages of one series, oldest first; observations in the order of their periods. */
export function overagesOf(observations: Iterable<Observation>): Overage[] {
  const found: Overage[] = [];
  let open: Overage | null = null;
  for (const { period, kind, entitled, consumed, exceeded } of observations) {
    if (kind === 'gap' || (kind === 'record' && exceeded === null)) continue;
    if (kind === 'record' && exceeded !== null && exceeded > 0) {
      const since: Period = open?.since ?? period;
      const peak: number = Math.max(open?.peak ?? 0, exceeded);
      open = { since, until: null, peak, asOf: period, entitled, consumed, exceeded };
    } else if (open) {
      found.push({ ...open, until: period });
      open = null;
    }
  }
  if (open) found.push(open);
  return found;
}
