/** Works through the due windows of one account until they are done, the account fails, or the time is over. */
import { asSeatwatchError, type SeatwatchError } from '../errors.ts';
import type { Account, Session, Window } from '../provider.ts';
import { collectWindow } from './collect-window.ts';
import { isSettled, refuse } from './refusal.ts';
import { placeOf, type Work } from './work.ts';

/** Windows of single customers are small and wait for the vendor; windows of whole accounts fill the memory. */
const LANES = 6;

/** What stopped the account as a whole; null = nothing did. */
export async function collectWindows<C extends Account, S extends Session, R>(
  work: Work<C, S, R>,
): Promise<SeatwatchError | null> {
  const { run, shelf, tally } = work;
  const lanes = work.queue.every(({ customers }) => customers !== null) ? LANES : 1;
  let failure: SeatwatchError | null = null;
  let stopped = false;
  const refused: Array<{ readonly window: Window; readonly error: SeatwatchError }> = [];

  async function attempt(window: Window): Promise<void> {
    const place = placeOf(shelf, window.dataset, run.provider.datasets);
    try {
      await collectWindow(work, place, window);
    } catch (thrown) {
      const error = asSeatwatchError(thrown);
      // Told once, by whoever ends the account.
      if (error.account) failure = error;
      else run.report(error);
      if (error.code === 'OUT_OF_TIME') tally.deferred++;
      else if (!error.account) {
        if (error.stop || error.code === 'LEDGER_UNAVAILABLE') stopped = true;
        if (await isSettled(work, place, window, error)) return;
        // A newer window may be on its way in another lane: whether this one is too old is known when all are through.
        if (lanes > 1 && error.code === 'VENDOR_REQUEST_REFUSED') refused.push({ window, error });
        else await refuse(work, place, window, error);
      }
    }
  }

  async function judge({ window, error }: (typeof refused)[number]): Promise<void> {
    const place = placeOf(shelf, window.dataset, run.provider.datasets);
    if (!(await isSettled(work, place, window, error))) await refuse(work, place, window, error);
  }

  async function noted(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (thrown) {
      // Even the failure could not be noted. The window stays due: it does not count as read.
      run.report(asSeatwatchError(thrown));
      stopped = true;
    }
  }

  const lane = async (): Promise<void> => {
    for (let window = work.queue.shift(); window && !failure; window = work.queue.shift()) {
      if (stopped || run.remainingMs() <= 0) {
        tally.deferred++;
        continue;
      }
      await noted(attempt(window));
      run.progress(tally.collected + tally.failed, tally.due + work.queue.length, tally.failed);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const one of refused.toSorted((a, b) => (a.window.to < b.window.to ? 1 : -1))) await noted(judge(one));
  return failure;
}
