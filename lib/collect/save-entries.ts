/** Writes customers' entries in the directory over whatever other runs wrote of them meanwhile. */
import type { Dataset } from '../dataset.ts';
import { SeatwatchError } from '../errors.ts';
import { get, inParallel, putIf, type Table, writeAll } from '../ledger/client.ts';
import { decodeEntry, type DirectoryEntry, encodeEntry } from '../ledger/directory.ts';
import { directoryKey, type Shelf } from '../ledger/keys.ts';
import { mergedEntries } from './merge-entries.ts';

export interface EntryChange {
  /** What it was made from; undefined = there was none. */
  readonly base: DirectoryEntry | undefined;
  readonly next: DirectoryEntry;
}

const ATTEMPTS = 5;

/** Brings `entries` up to date. What stays the same is not written. */
export async function saveEntries(
  table: Table,
  shelf: Shelf,
  dataset: Dataset,
  changes: readonly EntryChange[],
  entries: Map<string, DirectoryEntry>,
): Promise<void> {
  const changed = changes.filter(({ base, next }) => JSON.stringify(base) !== JSON.stringify(next));
  if (dataset.span.kind === 'snapshot') {
    // One window for thousands of customers: two runs at once have read the same list, and batches cost a tenth.
    const written = changed.map(({ next }) => ({ ...next, version: versionAfter(next.version) }));
    await writeAll(
      table,
      written.map((entry) => encodeEntry(shelf, entry)),
    );
    for (const entry of written) entries.set(entry.customer, entry);
    return;
  }
  await inParallel(changed, 8, async (change) => {
    entries.set(change.next.customer, await save(table, shelf, change));
  });
}

async function save(table: Table, shelf: Shelf, { base, next }: EntryChange): Promise<DirectoryEntry> {
  let known = base?.version ?? null;
  let wanted = next;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const entry = { ...wanted, version: versionAfter(known) };
    if (await putIf(table, encodeEntry(shelf, entry), known)) return entry;
    const item = await get(table, directoryKey(shelf, next.customer, next.dataset));
    known = item ? decodeEntry(item).version : null;
    wanted = item ? mergedEntries(base, next, decodeEntry(item)) : next;
  }
  throw new SeatwatchError('LEDGER_UNAVAILABLE', `a customer's entry was written over by others ${ATTEMPTS} times`);
}

const versionAfter = (version: number | null): number => (version === null ? 0 : version + 1);
