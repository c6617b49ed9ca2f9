/** Works through the due windows of one account until they are done, the account fails, or the time is over. */
import { addDays, daysBetween } from '../calendar.ts';
import { asSeatwatchError, CONSEQUENCES, type SeatwatchError } from '../errors.ts';
import { isPerCustomer, snapshotDay } from '../expected.ts';
import { type AccountState, writeAccount } from '../ledger/account.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import { customerKey, type Shelf } from '../ledger/keys.ts';
import type { Place } from '../ledger/load.ts';
import { writeSnapshotDay } from '../ledger/snapshot-days.ts';
import { type Account, RESTART, type Session, type Window } from '../provider.ts';
import { markAbsent } from './absent.ts';
import type { AccountRun } from './account.ts';
import { gatherer, type WindowContent } from './content.ts';
import type { FailureLog } from './failure-log.ts';
import { afterAccountWindow, hasNewer, readingName, withFloor, withWaves } from './progress.ts';
import { storeWindow } from './store.ts';
import type { Tally } from './tally.ts';
import { windowName } from './window-name.ts';

export interface Work<C extends Account, S extends Session, R> {
  readonly run: AccountRun<C, S, R>;
  readonly shelf: Shelf;
  readonly session: S;
  readonly state: AccountState;
  readonly failures: FailureLog;
  readonly entries: ReadonlyMap<string, Map<string, DirectoryEntry>>;
  readonly due: readonly Window[];
  readonly tally: Tally;
}

export interface Collected {
  readonly state: AccountState;
  /** Customers read, by the name under which their reading times are kept. */
  readonly readings: ReadonlyMap<string, ReadonlySet<string>>;
  /** What stopped the account as a whole. */
  readonly failure: SeatwatchError | null;
}

/** Windows of single customers are small and wait for the vendor; windows of whole accounts fill the memory. */
const LANES = 6;

export async function collectWindows<C extends Account, S extends Session, R>(work: Work<C, S, R>): Promise<Collected> {
  const { run, shelf, session, failures, tally } = work;
  const { provider, table } = run;
  let state = work.state;
  const readings = new Map<string, Set<string>>();
  let queue = [...work.due];
  let failure: SeatwatchError | null = null;
  let stopped = false;
  const lanes = queue.every(({ customers }) => customers !== null) ? LANES : 1;

  const placeOf = (window: Window): Place | null => {
    const dataset = provider.datasets[window.dataset];
    return dataset ? { shelf, name: window.dataset, dataset } : null;
  };
  const entriesOf = (window: Window): Map<string, DirectoryEntry> =>
    work.entries.get(window.dataset) ?? new Map<string, DirectoryEntry>();

  async function gather(place: Place, window: Window): Promise<WindowContent> {
    const gathering = gatherer(place.dataset, window, run.only);
    for await (const reply of provider.read(window, session)) {
      if (reply === RESTART) gathering.restart();
      else for (const row of provider.normalise(reply, window)) gathering.add(row);
    }
    return gathering.content();
  }

  async function collect(place: Place, window: Window): Promise<void> {
    const { dataset, name } = place;
    const askedAt = run.now();
    const content = await gather(place, window);
    const at = run.now();
    const seconds = Math.floor(at.getTime() / 1000);
    const inDoubt = failures
      .of(name, null)
      .filter(({ kind, from, to }) => kind === 'rows' && from <= window.to && to >= window.from);
    const marked = new Set(inDoubt.map(({ customer }) => customer));
    const failed = (customer: string): boolean => marked.has(customer) || marked.has(null);
    const entries = entriesOf(window);
    const stored = await storeWindow({
      table,
      place,
      window,
      content,
      scope: session.scope,
      askedAt,
      at,
      entries,
      only: run.only,
      failed,
    });
    const concerned = concernedOf(content);
    const whole = concerned.size === 0;
    if (dataset.span.kind === 'snapshot' && run.only === null) {
      await writeSnapshotDay(table, shelf, name, snapshotDay(at), seconds);
    }
    state = withWaves(state, dataset, name, content);
    if (isPerCustomer(dataset)) {
      const reading = readingName(dataset, window);
      const read = readings.get(reading) ?? new Set<string>();
      readings.set(reading, read);
      for (const { id } of window.customers ?? []) {
        if (!concerned.has(customerKey(id)) && !concerned.has(null)) read.add(customerKey(id));
      }
    } else if (run.only === null)
      state = afterAccountWindow(state, dataset, window, session.scope, { askedAt, at }, whole);
    if (!isPerCustomer(dataset)) await writeAccount(table, shelf, state);
    await failures.stored(table, shelf, window, concerned, seconds, run.only);
    tally.stored++;
    if (whole) tally.collected++;
    else tally.failed++;
    tally.changed += stored.changed;
    tally.unchanged += stored.unchanged;
    tally.withdrawn += stored.withdrawn;
    tally.rejected += content.rejected.length;
    tally.overages.push(...stored.overages);
    for (const { customerId, message } of content.rejected) {
      tally.failures.push({
        account: shelf.account,
        dataset: name,
        customerId,
        window: windowName(dataset, window),
        code: 'VENDOR_RESPONSE_INVALID',
        message,
      });
    }
  }

  /** A refusal that is not one: of a range that can be halved, or of a time the vendor no longer shows. */
  function isSettled(place: Place, window: Window, error: SeatwatchError): boolean {
    if (error.code !== 'VENDOR_REQUEST_REFUSED') return false;
    const days = place.dataset.span.kind === 'days' ? daysBetween(window.from, window.to) + 1 : 1;
    if (days > 1) {
      const middle = addDays(window.from, Math.floor(days / 2));
      queue.unshift({ ...window, from: middle }, { ...window, to: addDays(middle, -1) });
      return true;
    }
    if (!hasNewer(state, place.dataset, window, entriesOf(window).values())) return false;
    state = withFloor(state, window);
    // What lies further back is not expected any more either.
    queue = queue.filter(({ dataset, to }) => dataset !== window.dataset || to > window.to);
    tally.collected++;
    tally.stored++;
    return true;
  }

  /** A refusal that is believed after all concerns the rest of the halved range too. */
  function withOlderPieces({ dataset }: Place, window: Window): Window {
    let whole = window;
    if (dataset.span.kind !== 'days') return whole;
    for (let next = queue[0]; next?.dataset === whole.dataset && next.to === addDays(whole.from, -1); next = queue[0]) {
      whole = { ...whole, from: next.from };
      queue.shift();
    }
    return whole;
  }

  async function refuse(place: Place, refused: Window, error: SeatwatchError): Promise<void> {
    const window = withOlderPieces(place, refused);
    tally.failed++;
    const customerId = window.customers?.length === 1 ? (window.customers[0]?.id ?? null) : null;
    const { code, message } = error;
    tally.failures.push({
      account: shelf.account,
      dataset: window.dataset,
      customerId,
      window: windowName(place.dataset, window),
      code,
      message,
    });
    try {
      await failures.failed(table, shelf, window, code, Math.floor(run.now().getTime() / 1000));
    } catch {
      // The ledger itself fails: the window stays due because nothing of it was stored.
      stopped = true;
    }
    if (stopped || !error.gone || window.customers?.length !== 1) return;
    // The vendor says it is gone for good: no window of it is due any more.
    const gone = customerKey(window.customers[0]?.id ?? '');
    queue = queue.filter(({ customers }) => customers?.length !== 1 || customerKey(customers[0]?.id ?? '') !== gone);
    for (const [name, dataset] of Object.entries(provider.datasets)) {
      const entry = work.entries.get(name)?.get(gone);
      if (!entry || entry.gone !== null || !isPerCustomer(dataset)) continue;
      const known = work.entries.get(name) ?? new Map<string, DirectoryEntry>();
      const day = snapshotDay(run.now());
      tally.overages.push(...(await markAbsent(table, { shelf, name, dataset }, [entry], known, day, run.now())));
    }
  }

  const lane = async (): Promise<void> => {
    for (let window = queue.shift(); window; window = queue.shift()) {
      const place = placeOf(window);
      if (!place || failure) return;
      if (stopped || run.remainingMs() <= 0) {
        tally.deferred++;
        continue;
      }
      try {
        await collect(place, window);
      } catch (thrown) {
        const error = asSeatwatchError(thrown);
        run.report(error);
        if (error.code === 'OUT_OF_TIME') tally.deferred++;
        else if (CONSEQUENCES[error.code].account) failure = error;
        else if (!isSettled(place, window, error)) await refuse(place, window, error);
        if (error.stop || error.code === 'LEDGER_UNAVAILABLE') stopped = true;
      }
      run.progress(tally.collected + tally.failed, tally.due + queue.length);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { state, readings, failure };
}

const concernedOf = ({ customers, concernsAll }: WindowContent): Set<string | null> => {
  const concerned = new Set<string | null>(
    [...customers].filter(([, one]) => one.concerned).map(([customer]) => customer),
  );
  return concernsAll ? concerned.add(null) : concerned;
};
