/** Writes customers' entries in the directory over whatever other runs wrote of them meanwhile. */
import type { Dataset } from '../dataset.ts';
import { SeatwatchError } from '../errors.ts';
import { get, inParallel, putIf, type Table, writeAll } from '../ledger/client.ts';
import { decodeEntry, type DirectoryEntry, encodeEntry } from '../ledger/directory.ts';
import { directoryKey, type Shelf } from '../ledger/keys.ts';
import { ATTEMPTS, stepAside } from './contest.ts';
import { mergedEntries } from './merge-entries.ts';

export interface EntryChange {
  /** What it was made from; undefined = there was none. */
  readonly base: DirectoryEntry | undefined;
  readonly next: DirectoryEntry;
}

export const isSameEntry = ({ base, next }: EntryChange): boolean =>
  base === next || (base !== undefined && JSON.stringify(base) === JSON.stringify(next));

/**
 * Brings `entries` up to date. What stays the same is not written. Answers over whose entry somebody else had written in
 * the meantime.
 */
export async function saveEntries(
  table: Table,
  shelf: Shelf,
  dataset: Dataset,
  changes: readonly EntryChange[],
  entries: Map<string, DirectoryEntry>,
): Promise<Set<string>> {
  const overtaken = new Set<string>();
  const changed = changes.filter((change) => !isSameEntry(change));
  if (dataset.span.kind === 'snapshot') {
    // One window for thousands of customers: two runs at once have read the same list, and batches cost a tenth.
    const written = changed.map(({ next }) => ({ ...next, version: versionAfter(next.version) }));
    await writeAll(
      table,
      written.map((entry) => encodeEntry(shelf, entry)),
    );
    for (const entry of written) entries.set(entry.customer, entry);
    return overtaken;
  }
  await inParallel(changed, 8, async (change) => {
    const saved = await save(table, shelf, change);
    entries.set(saved.entry.customer, saved.entry);
    if (saved.isOvertaken) overtaken.add(saved.entry.customer);
  });
  return overtaken;
}

interface Saved {
  readonly entry: DirectoryEntry;
  readonly isOvertaken: boolean;
}

async function save(table: Table, shelf: Shelf, { base, next }: EntryChange): Promise<Saved> {
  let known = base?.version ?? null;
  let wanted = next;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const entry = { ...wanted, version: versionAfter(known) };
    if (await putIf(table, encodeEntry(shelf, entry), known)) return { entry, isOvertaken: attempt > 1 };
    await stepAside(table, attempt);
    const item = await get(table, directoryKey(shelf, next.customer, next.dataset));
    known = item ? decodeEntry(item).version : null;
    wanted = item ? mergedEntries(base, next, decodeEntry(item)) : next;
  }
  throw new SeatwatchError('LEDGER_UNAVAILABLE', `a customer's entry was written over by others ${ATTEMPTS} times`);
}

const versionAfter = (version: number | null): number => (version === null ? 0 : version + 1);
