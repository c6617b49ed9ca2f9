/** One kind of reading of a provider: its measure, labels, calendar and windows. Pure; read by collectors and answers. */
import type { Grain } from './calendar.ts';
import type { Labels, Measure, Period } from './usage.ts';

/** How much of a dataset one window holds. */
type Span =
  /** A calendar month, of the whole account or of each customer. */
  | { readonly kind: 'month'; readonly per: 'account' | 'customer' }
  /** Consecutive days of the whole account. A refused range is halved before the refusal is believed. */
  | { readonly kind: 'days'; readonly most: number }
  /** What is shown now, of the whole account. There is no history to ask for. */
  | { readonly kind: 'snapshot' }
  /** What is shown now, of at most `most` listed customers. */
  | { readonly kind: 'batch'; readonly most: number };

/** For how long seats are bought. */
export const TERMS = ['annual', 'monthly'] as const;
export type Term = (typeof TERMS)[number];

export interface Dataset {
  readonly measure: Measure;
  /** The fixed unit; null = each reading brings its own. */
  readonly unit: string | null;
  /** Part of a record's identity. */
  readonly keyLabels: readonly string[];
  /** All labels in the order in which they are shown, key labels among them. */
  readonly labels: readonly string[];
  /** The vendor's names of its numbers in the order in which they are stored: new ones go to the end. */
  readonly reported: readonly string[];
  /** Which of the vendor's numbers ours are as a rule: kept once then. Of several names the first that was sent. */
  readonly usual: {
    readonly entitled: string | null;
    readonly consumed: readonly string[];
    /** The vendor's own figure of seats over. */
    readonly exceeded: string | null;
  };
  readonly grain: Grain;
  /** IANA zone of the vendor's calendar. */
  readonly zone: string;
  readonly span: Span;
  /** Periods expected back from the newest, in months (span month) or days (span days); null = no history. */
  readonly history: number | null;
  /** How many periods before today's the newest expected one lies: 1 = yesterday, 0 = the current month. */
  readonly lag: 0 | 1;
  /** The instant from which a period is final; null = when a later period of the same `wave` is stored. */
  readonly finalAt: ((period: Period) => Date) | null;
  /** From when on a changed value is a correction: the end of its period, or the instant it was final. */
  readonly settledAt: (period: Period) => Date;
  /** The label whose values are processed, and so observed, apart from each other; null = the dataset as a whole. */
  readonly wave: string | null;
  /** For how long a series' seats are bought, where its labels tell. */
  readonly term?: (labels: Labels) => Term | null;
}
