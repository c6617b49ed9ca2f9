/** Collects one account: signs in, lists customers, works out what is due and collects it, newest first. */
import type { Dataset } from '../dataset.ts';
import { asSeatwatchError, type SeatwatchError } from '../errors.ts';
import { type AccountState, openAccount, readAccount } from '../ledger/account.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import { wholeDirectory } from '../ledger/directory.ts';
import { failuresOf } from '../ledger/failures.ts';
import { customerKey, type Shelf } from '../ledger/keys.ts';
import type { Account, Customer, Session } from '../provider.ts';
import type { Failure } from '../run-result.ts';
import type { AccountRun } from './account-run.ts';
import { type Entries, settleList } from './customer-list.ts';
import { dueWindows } from './due.ts';
import { FailureLog } from './failure-log.ts';
import { type Readings, withReadings } from './progress.ts';
import { isQuiet, quietOf } from './quiet.ts';
import { saveAccount } from './save-account.ts';
import { settleGone } from './settle-gone.ts';
import { Tally } from './tally.ts';
import { createTurns } from './turns.ts';
import { collectWindows } from './windows.ts';

export async function collectAccount<C extends Account, S extends Session, R>(
  run: AccountRun<C, S, R>,
): Promise<Tally> {
  const { provider, table, credentials, now } = run;
  const shelf: Shelf = { provider: provider.id, account: credentials.account };
  const tally = new Tally();
  const startedAt = now();
  let state: AccountState | null = null;
  let session: S | null = null;
  try {
    state = await readAccount(table, shelf);
    session = provider.open(run.context(new Date(state.busySince ?? startedAt)));
    const listed = provider.customers ? await provider.customers(session) : null;
    const failures = new FailureLog(await collectAll(failuresOf(table, shelf, true)));
    const entries: Entries = new Map(Object.keys(provider.datasets).map((name) => [name, new Map()]));
    const situation = {
      datasets: provider.datasets,
      depth: (_name: string, dataset: Dataset) => run.depth ?? dataset.history ?? 0,
      scope: session.scope,
      listed,
      entryOf: (customer: string, dataset: string) => entries.get(dataset)?.get(customer),
      failuresOf: (dataset: string, customer: string | null) => failures.of(dataset, customer),
      range: run.range,
      only: run.only,
    };
    if (isQuiet({ ...situation, now: startedAt, state })) return tally;
    state = await awake(run, shelf, state, startedAt);
    const isNew = state.lastSuccessAt === null && (await openAccount(table, shelf));
    if (!isNew) await loadEntries(table, shelf, entries);
    if (listed) tally.overages.push(...(await settleList({ run, shelf, scope: session.scope, listed, entries })));
    tally.overages.push(...(await settleGone(table, shelf, provider.datasets, entries, startedAt)));
    const due = dueWindows({ ...situation, now: startedAt, state });
    if (due.length === 0) {
      const quiet = quietOf({ ...situation, now: now(), state });
      if (quiet && state.version !== null) await saveAccount(table, shelf, { ...state, quiet });
      return tally;
    }
    await run.begun();
    const turns = createTurns();
    const readings: Readings = new Map();
    const work = { run, shelf, isNew, session, failures, entries, tally, turns, queue: due, state, readings };
    const failure = await collectWindows(work);
    state = withReadings(work.state, provider.datasets, knownCustomers(listed, entries), work.readings, startedAt);
    if (failure) throw failure;
    state = { ...state, failure: null, quiet: quietOf({ ...situation, now: now(), state }) };
  } catch (thrown) {
    const error = asSeatwatchError(thrown);
    run.report(error);
    await run.begun();
    if (error.code === 'OUT_OF_TIME') tally.deferred++;
    else {
      tally.failed++;
      tally.failures.push(accountFailure(credentials.account, error));
      state &&= { ...state, failure: failureOf(error, now()) };
    }
  }
  // What could not be read must not be written over.
  if (!state) return tally;
  try {
    await saveAccount(table, shelf, closed(state, session, tally, startedAt, now()));
  } catch (thrown) {
    const error = asSeatwatchError(thrown);
    run.report(error);
    if (tally.failures.some(({ code }) => code === error.code)) return tally;
    tally.failed++;
    tally.failures.push(accountFailure(shelf.account, error));
  }
  return tally;
}

/** In the list or not: who is out of sight has been read before. */
function* knownCustomers(listed: readonly Customer[] | null, entries: Entries): Generator<string> {
  // First those that are in memory already: nearly all of the others are the same, in texts of their own.
  for (const ofDataset of entries.values()) yield* ofDataset.keys();
  for (const { id } of listed ?? []) yield customerKey(id);
}

const failureOf = ({ code, message }: SeatwatchError, at: Date): AccountState['failure'] => ({
  code,
  message,
  at: at.toISOString(),
});

export const accountFailure = (account: string | null, { code, message }: SeatwatchError): Failure => ({
  account,
  dataset: null,
  customerId: null,
  window: null,
  code,
  message,
});

function closed(state: AccountState, session: Session | null, tally: Tally, startedAt: Date, now: Date): AccountState {
  return {
    ...state,
    lastSuccessAt: tally.stored > 0 && state.failure === null ? now.toISOString() : state.lastSuccessAt,
    failedRuns: tally.status === 'failed' ? state.failedRuns + 1 : 0,
    credentialExpiresAt: session?.credentialExpiresAt() ?? state.credentialExpiresAt,
    busySince: tally.deferred > 0 ? (state.busySince ?? startedAt.toISOString()) : null,
  };
}

/**
 * From here on something may be left to do, whatever becomes of this run. What is collected again because somebody wants
 * it was not due before, and is not due because the run is cut off.
 */
function awake(
  { table, range, only }: Pick<AccountRun<Account, Session, unknown>, 'table' | 'range' | 'only'>,
  shelf: Shelf,
  state: AccountState,
  now: Date,
): AccountState | Promise<AccountState> {
  const next = { ...state, quiet: null };
  const isOver = state.quiet === null || state.quiet.until * 1000 <= now.getTime();
  const isWanted = range !== null || only !== null;
  return isOver || isWanted ? next : saveAccount(table, shelf, next);
}

async function loadEntries(table: Table, shelf: Shelf, entries: Entries): Promise<void> {
  for (const entry of await wholeDirectory(table, shelf)) entries.get(entry.dataset)?.set(entry.customer, entry);
}

/** An account that cannot even be tried: its entry in the secret is wrong. */
export async function recordFailure(table: Table, shelf: Shelf, error: SeatwatchError, now: Date): Promise<void> {
  const state = await readAccount(table, shelf);
  await saveAccount(table, shelf, { ...state, failure: failureOf(error, now), failedRuns: state.failedRuns + 1 });
}
