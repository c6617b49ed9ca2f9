/** What the parent can ask of the endpoints. */
import type { Spent } from './meter.ts';
import type { WorldName } from './vendor.ts';

export interface Reset {
  readonly kind: 'reset';
  readonly metered: boolean;
  /** Whether to forget what was written. */
  readonly empty: boolean;
  /** Fields of the provider's secret besides the world's own. */
  readonly secret?: Readonly<Record<string, unknown>>;
  /** The secret holds nothing: the provider is not configured. */
  readonly bareSecret?: boolean;
  readonly today?: string;
}

export type Order =
  | { readonly kind: 'origins' | 'counts' | 'kept' }
  | { readonly kind: 'world'; readonly world: WorldName }
  | Reset;

export interface Counts {
  readonly requests: Readonly<Record<string, number>>;
  readonly spent: Readonly<Record<string, Spent>>;
  readonly vendorRequests: number;
}

export type Kept = Readonly<Record<string, { readonly items: number; readonly bytes: number }>>;

export interface Origins {
  readonly aws: string;
  readonly vendor: string;
}
