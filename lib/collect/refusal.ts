/** Windows that could not be read: a range the vendor does not go back to, a customer that is gone, or a failure. */
import { addDays, dayIn, daysBetween } from '../calendar.ts';
import type { SeatwatchError } from '../errors.ts';
import { isPerCustomer } from '../expected.ts';
import { newEntry } from '../ledger/directory.ts';
import { customerKey } from '../ledger/keys.ts';
import type { Place } from '../ledger/load.ts';
import type { Account, Customer, Session, Window } from '../provider.ts';
import { markAbsent } from './absent.ts';
import { hasNewer, withFloor } from './progress.ts';
import { windowName } from './window-name.ts';
import { entriesOf, placeOf, type Work } from './work.ts';

/** Whether the error is no failure: of a range that can be halved, or of a time the vendor no longer shows. */
export async function isSettled<C extends Account, S extends Session, R>(
  work: Work<C, S, R>,
  { dataset, name }: Place,
  window: Window,
  error: SeatwatchError,
): Promise<boolean> {
  if (error.code !== 'VENDOR_REQUEST_REFUSED') return false;
  const days = dataset.span.kind === 'days' ? daysBetween(window.from, window.to) + 1 : 1;
  if (days > 1) {
    const middle = addDays(window.from, Math.floor(days / 2));
    work.queue.unshift({ ...window, from: middle }, { ...window, to: addDays(middle, -1) });
    return true;
  }
  if (!hasNewer(work.state, dataset, window, entriesOf(work, name).values())) return false;
  work.state = withFloor(work.state, window);
  // What lies further back is not expected any more either.
  work.queue = work.queue.filter((other) => other.dataset !== name || other.to > window.to);
  work.tally.collected++;
  work.tally.stored++;
  await work.failures.forget(work.run.table, work.shelf, name, window.to);
  return true;
}

export async function refuse<C extends Account, S extends Session, R>(
  work: Work<C, S, R>,
  place: Place,
  refused: Window,
  { code, message, gone }: SeatwatchError,
): Promise<void> {
  const { tally, shelf, failures, run } = work;
  const window = withOlderPieces(work, place, refused);
  const customer = window.customers?.length === 1 ? (window.customers[0] ?? null) : null;
  tally.failed++;
  tally.failures.push({
    account: shelf.account,
    dataset: place.name,
    customerId: customer?.id ?? null,
    window: windowName(place.dataset, window),
    code,
    message,
  });
  // In this order: a run that dies in between leaves no failure that would keep the next one from asking again.
  if (gone && customer) await leave(work, customer);
  await failures.failed(run.table, shelf, window, code, Math.floor(run.now().getTime() / 1000));
}

/** A refusal that is believed after all concerns the rest of the halved range too. */
function withOlderPieces<C extends Account, S extends Session, R>(
  { queue }: Work<C, S, R>,
  { dataset }: Place,
  refused: Window,
): Window {
  if (dataset.span.kind !== 'days') return refused;
  let { from } = refused;
  for (let next = queue[0]; next?.dataset === refused.dataset && next.to === addDays(from, -1); next = queue[0]) {
    from = next.from;
    queue.shift();
  }
  return { ...refused, from };
}

/** The vendor says that the customer is gone for good: no window of it is due any more. */
async function leave<C extends Account, S extends Session, R>(work: Work<C, S, R>, customer: Customer): Promise<void> {
  const { run, shelf, session, tally } = work;
  const gone = customerKey(customer.id);
  work.queue = work.queue.filter(
    ({ customers }) => customers?.length !== 1 || customerKey(customers[0]?.id ?? '') !== gone,
  );
  for (const [name, dataset] of Object.entries(run.provider.datasets)) {
    if (!isPerCustomer(dataset)) continue;
    await work.turns(`${name}#${gone}`, async () => {
      const known = entriesOf(work, name);
      const entry = known.get(gone) ?? newEntry(name, customer.id, customer.name, session.scope);
      if (entry.gone !== null) return;
      const now = run.now();
      const place = placeOf(shelf, name, run.provider.datasets);
      tally.overages.push(...(await markAbsent(run.table, place, [entry], known, dayIn(dataset.zone, now), now)));
    });
  }
}
