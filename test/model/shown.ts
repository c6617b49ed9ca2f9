/** What a collection was shown: the whole input of the model. Instants are those at which the collection learned it. */
import type { Code } from '../../lib/errors.ts';
import type { Reading, Rejection } from '../../lib/provider.ts';
import type { Period } from '../../lib/usage.ts';

interface Sight {
  /** Which run was shown it. */
  readonly run: number;
  readonly at: Date;
  readonly scope: string;
  /** The customers to whom the event confined the run; null = everybody. */
  readonly only: ReadonlySet<string> | null;
}

/** A complete list of customers. */
export interface ShownList extends Sight {
  readonly what: 'list';
  readonly customers: readonly string[];
}

interface Asked extends Sight {
  readonly dataset: string;
  readonly from: Period;
  readonly to: Period;
  /** Null = whatever the account shows. */
  readonly customers: ReadonlyArray<{ readonly id: string; readonly name: string | null }> | null;
}

/** A window whose replies all arrived. */
export interface ShownWindow extends Asked {
  readonly what: 'window';
  readonly askedAt: Date;
  readonly rows: ReadonlyArray<Reading | Rejection>;
}

/** A window that could not be read. */
export interface ShownFailure extends Asked {
  readonly what: 'failure';
  readonly code: Code;
  readonly gone: boolean;
}

export type Shown = ShownList | ShownWindow | ShownFailure;
