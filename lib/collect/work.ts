/** What the due windows of one account share while they are collected. */
import type { Dataset } from '../dataset.ts';
import type { AccountState } from '../ledger/account.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import type { Shelf } from '../ledger/keys.ts';
import type { Place } from '../ledger/load.ts';
import type { Account, Session, Window } from '../provider.ts';
import type { AccountRun } from './account-run.ts';
import type { FailureLog } from './failure-log.ts';
import type { Readings } from './progress.ts';
import type { Tally } from './tally.ts';
import type { Turns } from './turns.ts';

export interface Work<C extends Account, S extends Session, R> {
  readonly run: AccountRun<C, S, R>;
  readonly shelf: Shelf;
  /** This run is the first that the ledger has heard of the account. */
  readonly isNew: boolean;
  readonly session: S;
  readonly failures: FailureLog;
  /** By dataset and customer; brought up to date as windows are stored. */
  readonly entries: ReadonlyMap<string, Map<string, DirectoryEntry>>;
  readonly tally: Tally;
  /** Windows of one customer are stored one after the other: each is compared with what the last one left. */
  readonly turns: Turns;
  /** Windows that nobody has begun, newest first. */
  queue: Window[];
  state: AccountState;
  /** Customers read in this run. */
  readonly readings: Readings;
}

export function placeOf(shelf: Shelf, name: string, datasets: Readonly<Record<string, Dataset>>): Place {
  const dataset = datasets[name];
  if (!dataset) throw new RangeError(`${shelf.provider} has no dataset ${name}`);
  return { shelf, name, dataset };
}

export const entriesOf = (
  { entries }: Pick<Work<Account, Session, unknown>, 'entries'>,
  dataset: string,
): Map<string, DirectoryEntry> => entries.get(dataset) ?? new Map<string, DirectoryEntry>();
