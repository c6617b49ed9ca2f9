/**
 * The usage record and its words: who (customer), which product, which period, entitled, consumed, exceeded.
 * `null` is never zero: it says that the vendor does not tell, or that the figure does not apply.
 */

export const PROVIDER_IDS = ['line-works', 'partner-center', 'naver-cloud', 'trend-micro'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/**
 * What a reading counts; unlike measures are never added.
 * `seats`: entitled and consumed count the same seats. `activity`: people who used something, never an overage.
 * `metered`: a quantity in the vendor's own unit.
 */
export const MEASURES = ['seats', 'activity', 'metered'] as const;
export type Measure = (typeof MEASURES)[number];

/** A day `2026-11-20` or a month `2026-11` of the vendor's own calendar. */
export type Period = string;

export type Labels = Readonly<Record<string, string | null>>;

/** The vendor's numbers under the vendor's names; a name that was not sent is left out. */
export type Reported = Readonly<Record<string, number | null>>;

/** What a period of a series says. */
export interface Figures {
  readonly unit: string | null;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number | null;
  readonly reported: Reported;
}

/** A series as every answer names it. */
export interface ShownSeries {
  readonly provider: ProviderId;
  readonly account: string;
  readonly dataset: string;
  readonly customerId: string;
  readonly customerName: string | null;
  readonly productId: string;
  readonly productName: string;
  readonly labels: Labels;
}

/** One line of the ledger as every answer shows it. Instants are UTC, ISO 8601, whole seconds. */
export interface UsageRecord extends ShownSeries, Figures {
  readonly measure: Measure;
  readonly period: Period;
  /** Computed when read, from the dataset's calendar. */
  readonly final: boolean;
  /** How often the value changed after its period had ended. */
  readonly corrections: number;
  /** When this value was first read. */
  readonly observedAt: string;
}

/**
 * Seats over: the vendor's own figure or our own comparison, whichever is larger.
 * Null when the vendor gives none and one side of the comparison is unknown.
 */
export function exceededSeats(
  measure: Measure,
  entitled: number | null,
  consumed: number | null,
  byVendor: number | null = null,
): number | null {
  if (measure !== 'seats') return null;
  const compared = entitled === null || consumed === null ? null : consumed - entitled;
  if (byVendor === null && compared === null) return null;
  return Math.max(byVendor ?? 0, compared ?? 0, 0);
}
