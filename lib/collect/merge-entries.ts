/** What two runs at once learned of a customer, put together. Pure. */
import type { DirectoryEntry } from '../ledger/directory.ts';
import { addRange, type Ranges } from '../ranges.ts';
import { least, most } from './extremes.ts';

/**
 * `mine` was made from `base`, over which somebody else has written `theirs`. Where only one of the two changed
 * something, that counts; where both did, the newest periods and the later reading do.
 */
export function mergedEntries(
  base: DirectoryEntry | undefined,
  mine: DirectoryEntry,
  theirs: DirectoryEntry,
): DirectoryEntry {
  const pick = <K extends keyof DirectoryEntry>(
    name: K,
    both: (a: DirectoryEntry[K], b: DirectoryEntry[K]) => DirectoryEntry[K],
  ): DirectoryEntry[K] => {
    const [before, ours, other] = [base?.[name] ?? null, mine[name] ?? null, theirs[name] ?? null];
    if (isSame(other, before)) return mine[name];
    return isSame(ours, before) ? theirs[name] : both(mine[name], theirs[name]);
  };
  const isNewer = (mine.newest ?? '') >= (theirs.newest ?? '');
  return {
    ...theirs,
    customerName: pick('customerName', (ours) => ours),
    first: pick('first', (a, b) => (a !== null && b !== null && b < a ? b : (a ?? b))),
    newest: pick('newest', (a, b) => (isNewer ? a : b)),
    totals: pick('totals', (a, b) => (isNewer ? (a ?? b) : (b ?? a))),
    read: union(mine.read, theirs.read),
    // What one of them stored the other may have written over.
    seen: {},
    scope: mine.scope,
    gone: pick('gone', (ours) => ours),
    // One of them may rely on what it found there without having written it.
    over: most(mine.over, theirs.over),
    unsettled: least(mine.unsettled, theirs.unsettled),
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const union = (a: Ranges, b: Ranges): Ranges => b.reduce((ranges, [from, to]) => addRange(ranges, from, to), a);
