import type { DirectoryEntry } from '../ledger/directory.ts';
import type { Period } from '../usage.ts';
import type { CustomerContent } from './content.ts';

/** One customer as a window tells of it. */
export interface Visit {
  readonly customer: string;
  readonly customerId: string;
  readonly customerName: string | null;
  /** Undefined = the window holds nothing of it. */
  readonly content: CustomerContent | undefined;
  readonly entry: DirectoryEntry | undefined;
  /** Some of its rows were rejected: what is missing is not known to be gone. */
  readonly concerned: boolean;
  /** Periods that were observed, with rows or without. */
  readonly expected: readonly Period[];
  /** Periods outside of the window of which earlier readings of the account held nothing of the customer. */
  readonly empty: readonly Period[];
}
