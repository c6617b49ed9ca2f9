/**
 * Most ticks find nothing due. Once a run has found so, the account's state says until when that holds, and the ticks
 * in between need to read nothing of its customers. Pure.
 */
import { addDays, dayIn, startOfDay } from '../calendar.ts';
import { digestOf } from '../digest.ts';
import type { AccountState } from '../ledger/account.ts';
import { customerKey } from '../ledger/keys.ts';
import { dueWindows, REREAD_SECONDS, type Situation } from './due.ts';

type Quiet = NonNullable<AccountState['quiet']>;

/** Whether nothing can have become due since a run found that nothing was. A clock put back ends it as well. */
export function isQuiet(situation: Situation): boolean {
  const { quiet } = situation.state;
  if (quiet === null || !isOrdinary(situation)) return false;
  const seconds = situation.now.getTime() / 1000;
  return quiet.from <= seconds && seconds < quiet.until && quiet.of === standingOf(situation);
}

/**
 * The quiet that begins now; null = something is due. It lasts until a day begins anywhere, on which periods are missing
 * or become final, or until the first of the last readings is old.
 */
export function quietOf(situation: Situation): Quiet | null {
  if (!isOrdinary(situation) || dueWindows(situation).length > 0) return null;
  const { now, datasets, state } = situation;
  const from = Math.floor(now.getTime() / 1000);
  const days = Object.values(datasets).map(({ zone }) => startOfDay(addDays(dayIn(zone, now), 1), zone));
  const readings = Object.values(state.readAt).flatMap((times) => times.map(([, at]) => at + REREAD_SECONDS));
  const ends = [...days.map((day) => day.getTime() / 1000), ...readings.filter((at) => at >= from)];
  return { from, until: ends.reduce((a, b) => Math.min(a, b)), of: standingOf(situation) };
}

/** Neither confined to anything nor with a failure, which is looked at by every run. */
const isOrdinary = ({ range, only, datasets, failuresOf }: Situation): boolean =>
  range === null && only === null && Object.keys(datasets).every((name) => failuresOf(name, null).length === 0);

/** Stands for all else that decides over what is due: the depth, what can be seen, and who is listed. */
function standingOf({ datasets, depth, scope, listed }: Situation): string {
  const depths = Object.entries(datasets).map(([name, dataset]) => [name, depth(name, dataset)]);
  const customers = listed && listed.map(({ id }) => customerKey(id)).toSorted();
  return digestOf(JSON.stringify([depths, scope, customers]));
}
