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
  /** The first period with so many. */
  readonly peakAt: Period;
  /** The newest period over, and its figures. */
  readonly asOf: Period;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number;
}

/**
 * The overages of one series, oldest first; observations in the order of their periods. `before` is what was open where
 * they begin.
 */
export function overagesOf(observations: Iterable<Observation>, before: Overage | null = null): Overage[] {
  const found: Overage[] = [];
  let open: Overage | null = before;
  for (const { period, kind, entitled, consumed, exceeded } of observations) {
    if (kind === 'gap' || (kind === 'record' && exceeded === null)) continue;
    if (kind === 'record' && exceeded !== null && exceeded > 0) {
      const begun: Pick<Overage, 'since' | 'peak' | 'peakAt'> = open ?? { since: period, peak: 0, peakAt: period };
      const { peak, peakAt } = exceeded > begun.peak ? { peak: exceeded, peakAt: period } : begun;
      open = { since: begun.since, until: null, peak, peakAt, asOf: period, entitled, consumed, exceeded };
    } else if (open) {
      found.push({ ...open, until: period });
      open = null;
    }
  }
  if (open) found.push(open);
  return found;
}
