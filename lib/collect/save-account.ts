/** Writes an account's state over whatever another run wrote of it meanwhile: what both learned is kept. */
import { SeatwatchError } from '../errors.ts';
import { type AccountState, readAccount, replaceAccount } from '../ledger/account.ts';
import type { Table } from '../ledger/client.ts';
import type { Shelf } from '../ledger/keys.ts';
import { addRange } from '../ranges.ts';
import { ATTEMPTS, stepAside } from './contest.ts';
import { laterReadings } from './reading-times.ts';

export async function saveAccount(table: Table, shelf: Shelf, state: AccountState): Promise<AccountState> {
  let wanted = state;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const saved = await replaceAccount(table, shelf, wanted);
    if (saved) return saved;
    await stepAside(table, attempt);
    wanted = mergedAccounts(state, await readAccount(table, shelf));
  }
  throw new SeatwatchError('LEDGER_UNAVAILABLE', `the account's state was written over by others ${ATTEMPTS} times`);
}

/** What was read only grows; how it went is what the later of the two says. Pure. */
function mergedAccounts(mine: AccountState, theirs: AccountState): AccountState {
  return {
    ...mine,
    read: merged(mine.read, theirs.read, (a, b) =>
      a.scope === b.scope
        ? { ...a, ranges: b.ranges.reduce((all, [from, to]) => addRange(all, from, to), a.ranges) }
        : a,
    ),
    readAt: merged(mine.readAt, theirs.readAt, laterReadings),
    floors: merged(mine.floors, theirs.floors, later),
    waves: merged(mine.waves, theirs.waves, (a, b) => merged(a, b, later)),
    lastSuccessAt: laterOrNone(mine.lastSuccessAt, theirs.lastSuccessAt),
    // The other run may have left something to do.
    quiet: null,
    version: theirs.version,
  };
}

function merged<T>(
  mine: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  both: (mine: T, theirs: T) => T,
): Record<string, T> {
  const all: Record<string, T> = { ...theirs };
  for (const [name, value] of Object.entries(mine)) {
    const other = theirs[name];
    all[name] = other === undefined ? value : both(value, other);
  }
  return all;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const laterOrNone = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : later(a, b);
