/** Collects one window: reads it whole, stores what it holds, and notes how far the account has come with it. */
import { isDeepStrictEqual } from 'node:util';
import type { Dataset } from '../dataset.ts';
import { isPerCustomer, isSnapshot, snapshotDay } from '../expected.ts';
import type { AccountState } from '../ledger/account.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import { customerKey } from '../ledger/keys.ts';
import type { Place } from '../ledger/load.ts';
import { writeSnapshotDay } from '../ledger/snapshot-days.ts';
import { type Account, RESTART, type Session, type Window } from '../provider.ts';
import { inRanges } from '../ranges.ts';
import type { Period } from '../usage.ts';
import { gatherer, type WindowContent } from './content.ts';
import { afterAccountWindow, noteReading, readingName, withWaves } from './progress.ts';
import { saveAccount } from './save-account.ts';
import { storeWindow } from './store.ts';
import { windowName } from './window-name.ts';
import { entriesOf, type Work } from './work.ts';

export async function collectWindow<C extends Account, S extends Session, R>(
  work: Work<C, S, R>,
  place: Place,
  window: Window,
): Promise<void> {
  const askedAt = work.run.now();
  const content = await gather(work, place, window);
  const at = work.run.now();
  const whose = window.customers?.map(({ id }) => customerKey(id)) ?? [];
  await work.turns([place.name, ...whose].join('#'), () => keep(work, place, { window, content, askedAt, at }));
}

/** Nothing of a window is stored before all of it has been read. */
async function gather<C extends Account, S extends Session, R>(
  { run, session }: Work<C, S, R>,
  place: Place,
  window: Window,
): Promise<WindowContent> {
  const { provider, only } = run;
  const gathering = gatherer(place.dataset, window, only);
  for await (const reply of provider.read(window, session)) {
    if (reply === RESTART) gathering.restart();
    else for (const row of provider.normalise(reply, window)) gathering.add(row);
  }
  return gathering.content();
}

interface Read {
  readonly window: Window;
  readonly content: WindowContent;
  readonly askedAt: Date;
  /** When the last reply of the window had arrived. */
  readonly at: Date;
}

async function keep<C extends Account, S extends Session, R>(
  work: Work<C, S, R>,
  place: Place,
  { window: asked, content, askedAt, at }: Read,
): Promise<void> {
  const { run, shelf, session, failures } = work;
  const { table, only } = run;
  const { dataset, name } = place;
  // A snapshot is of the day on which it arrived.
  const window = isSnapshot(dataset) ? { ...asked, from: snapshotDay(at), to: snapshotDay(at) } : asked;
  const seconds = Math.floor(at.getTime() / 1000);
  const entries = entriesOf(work, name);
  const concerned = concernedOf(window, content, only, entries);
  const isConcerned = (customer: string): boolean => concerned.has(customer) || concerned.has(null);
  const doubted = failures.doubted(name, window);
  const known = work.state.read[name];
  const stored = await storeWindow({
    table,
    place,
    isNew: work.isNew,
    window,
    content,
    scope: session.scope,
    askedAt,
    at,
    day: snapshotDay(at),
    isSettled: settledBy(dataset, at),
    entries,
    isWanted: run.range !== null,
    only,
    failed: (customer) => doubted.has(customer) || doubted.has(null),
    read: known?.scope === session.scope ? known.ranges : [],
    doubted: (customer, period) =>
      failures.of(name, customer).some(({ kind, from, to }) => kind === 'rows' && from <= period && to >= period),
  });
  // Before the account counts the window as read: a crash in between must not make it look whole.
  await failures.stored(table, shelf, window, concerned, seconds, only);
  const whole = content.rejected.length === 0;
  // The account counts a day as read only after it was written.
  const isNewDay = known === undefined || !inRanges(known.ranges, snapshotDay(at));
  if (dataset.span.kind === 'snapshot' && only === null && isNewDay) {
    await writeSnapshotDay(table, shelf, name, snapshotDay(at), seconds);
  }
  const before = work.state;
  work.state = withWaves(work.state, dataset, name, content);
  if (isPerCustomer(dataset)) {
    // As the entry has it: a large account would hold each of them twice.
    const keyOf = (id: string): string => entries.get(customerKey(id))?.customer ?? customerKey(id);
    const read = (window.customers ?? []).map(({ id }) => keyOf(id)).filter((customer) => !isConcerned(customer));
    noteReading(work.readings, readingName(dataset, window), read, seconds);
  } else {
    if (only === null) {
      work.state = afterAccountWindow(work.state, dataset, window, session.scope, { askedAt, at }, whole);
    }
    // That nothing was new is saved with the end of the run: cut off before, it would read the window once more.
    const isNews = !whole || stored.changed + stored.withdrawn > 0 || !isReadAgain(before, work.state);
    if (isNews) work.state = await saveAccount(table, shelf, work.state);
  }
  count(work, place, window, content, stored, whole);
}

/** Thousands of customers ask for the same few periods. */
function settledBy({ settledAt }: Dataset, at: Date): (period: Period) => boolean {
  const known = new Map<Period, boolean>();
  return (period) => {
    const settled = known.get(period) ?? settledAt(period) <= at;
    known.set(period, settled);
    return settled;
  };
}

/** Whether two states differ in nothing but the times of their last readings. */
const isReadAgain = (a: AccountState, b: AccountState): boolean =>
  isDeepStrictEqual({ ...a, readAt: null }, { ...b, readAt: null });

function count<C extends Account, S extends Session, R>(
  { tally, shelf }: Work<C, S, R>,
  { dataset, name }: Place,
  window: Window,
  { rejected }: WindowContent,
  stored: Awaited<ReturnType<typeof storeWindow>>,
  whole: boolean,
): void {
  if (whole) tally.collected++;
  else tally.failed++;
  // Of a window of nothing but unreadable rows nothing is stored.
  if (whole || stored.changed + stored.unchanged + stored.withdrawn > 0) tally.stored++;
  tally.changed += stored.changed;
  tally.unchanged += stored.unchanged;
  tally.withdrawn += stored.withdrawn;
  tally.rejected += rejected.length;
  tally.overages.push(...stored.overages);
  for (const { customerId, message } of rejected) {
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

/**
 * Whose rows could not be read; null = a row named nobody, so it may be anybody's that the account shows. Whom a run is
 * confined to may never have been seen, or have left: no nameless row is theirs.
 */
function concernedOf(
  window: Window,
  { customers, concernsAll }: WindowContent,
  only: ReadonlySet<string> | null,
  entries: ReadonlyMap<string, DirectoryEntry>,
): Set<string | null> {
  const concerned = new Set<string | null>(
    [...customers].filter(([, one]) => one.concerned).map(([customer]) => customer),
  );
  if (!concernsAll) return concerned;
  const isKnown = (customer: string): boolean => customers.has(customer) || entries.get(customer)?.gone === null;
  const known = only && [...only].filter(isKnown);
  const asked = window.customers?.map(({ id }) => customerKey(id)) ?? known;
  return asked ? new Set<string | null>([...concerned, ...asked]) : concerned.add(null);
}
