/** One window to store, as it was read, and what became of it. */
import type { DirectoryEntry } from '../ledger/directory.ts';
import type { Table } from '../ledger/client.ts';
import type { Place } from '../ledger/load.ts';
import type { Window } from '../provider.ts';
import type { Ranges } from '../ranges.ts';
import type { Period } from '../usage.ts';
import type { WindowContent } from './content.ts';
import type { OverageChange } from './derive-overages.ts';

export interface StoreRequest {
  readonly table: Table;
  readonly place: Place;
  /** Nothing is stored of the account but what this run stores. */
  readonly isNew: boolean;
  readonly window: Window;
  readonly content: WindowContent;
  readonly scope: string;
  /** When the window was asked for: what had not ended by then was not observed. */
  readonly askedAt: Date;
  /** When the last reply of the window had arrived. */
  readonly at: Date;
  /** The UTC day of `at`: that of a snapshot. */
  readonly day: Period;
  /** The period had ended by `at`: what differs now is a correction. */
  readonly isSettled: (period: Period) => boolean;
  /** Entries of this dataset by customer; brought up to date here. */
  readonly entries: Map<string, DirectoryEntry>;
  /** Somebody wants this very range collected: it is compared with what is stored also where it is what it was. */
  readonly isWanted: boolean;
  /** The run is confined to these customers: of the others nothing is known. */
  readonly only: ReadonlySet<string> | null;
  /** Customers with a failure in this window until now: what is stored of them is to be marked as read anew. */
  readonly failed: (customer: string) => boolean;
  /** Periods that were read before of the whole account. */
  readonly read: Ranges;
  /** Whether rows of this period that could not be understood may be the customer's. */
  readonly doubted: (customer: string, period: Period) => boolean;
}

export interface Stored {
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly overages: readonly OverageChange[];
}
