/** What one account is collected with: its provider and credentials, the ledger, the time, and what is asked for. */
import type { SeatwatchError } from '../errors.ts';
import type { Table } from '../ledger/client.ts';
import type { Account, Context, Provider, Session } from '../provider.ts';

export interface AccountRun<C extends Account, S extends Session, R> {
  readonly provider: Provider<C, S, R>;
  readonly table: Table;
  readonly credentials: C;
  /** Everything the provider's context needs beside the credentials. */
  readonly context: (since: Date) => Context<C>;
  readonly now: () => Date;
  /** Milliseconds left for collecting. */
  readonly remainingMs: () => number;
  readonly depth: number | null;
  readonly range: { readonly from: string; readonly to: string } | null;
  readonly only: ReadonlySet<string> | null;
  /** Called once, as soon as it is known that something is due. */
  readonly begun: () => Promise<void>;
  readonly progress: (done: number, due: number, failed: number) => void;
  /** For the log: what went wrong, in full. */
  readonly report: (error: SeatwatchError) => void;
}
