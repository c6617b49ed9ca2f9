/** What a complete list of customers says: who is expected from now on, and who is gone. */
import { dayIn } from '../calendar.ts';
import { isPerCustomer } from '../expected.ts';
import type { Table } from '../ledger/client.ts';
import { type DirectoryEntry, newEntry } from '../ledger/directory.ts';
import { customerKey, type Shelf } from '../ledger/keys.ts';
import type { Customer, Provider } from '../provider.ts';
import { markAbsent } from './absent.ts';
import type { OverageChange } from './derive-overages.ts';
import { saveEntries } from './save-entries.ts';
import { sees } from './scope.ts';

/** By dataset, then by customer. */
export type Entries = Map<string, Map<string, DirectoryEntry>>;

interface Listing {
  readonly run: {
    readonly provider: Pick<Provider, 'datasets'>;
    readonly table: Table;
    readonly now: () => Date;
    /** The run is confined to these customers. */
    readonly only: ReadonlySet<string> | null;
  };
  readonly shelf: Shelf;
  readonly scope: string;
  readonly listed: readonly Customer[];
  /** Brought up to date in place. */
  readonly entries: Entries;
}

/** Only of datasets that are asked for customer by customer: elsewhere the list is not theirs. */
export async function settleList(listing: Listing): Promise<OverageChange[]> {
  const { run, shelf, entries } = listing;
  const changes: OverageChange[] = [];
  for (const [name, dataset] of Object.entries(run.provider.datasets)) {
    if (!isPerCustomer(dataset)) continue;
    const known = entries.get(name) ?? new Map<string, DirectoryEntry>();
    await welcome(listing, name, known);
    const now = run.now();
    const place = { shelf, name, dataset };
    changes.push(...(await markAbsent(run.table, place, goneOf(listing, known), known, dayIn(dataset.zone, now), now)));
  }
  return changes;
}

/** Whoever is listed is expected, also before anything of it could be read. */
async function welcome({ run, shelf, scope, listed }: Listing, name: string, known: Map<string, DirectoryEntry>) {
  const dataset = run.provider.datasets[name];
  if (!dataset) return;
  const fresh = listed.filter(({ id }) => !known.has(customerKey(id)));
  const changes = fresh.map((one) => ({ base: undefined, next: newEntry(name, one.id, one.name, scope) }));
  await saveEntries(run.table, shelf, dataset, changes, known);
}

/** Who was seen under another scope is merely out of sight, and a confined run makes nobody else absent. */
function goneOf({ run, scope, listed }: Listing, known: ReadonlyMap<string, DirectoryEntry>): DirectoryEntry[] {
  const present = new Set(listed.map(({ id }) => known.get(customerKey(id))));
  return [...known.values()].filter(
    (entry) =>
      entry.gone === null && sees(scope, entry.scope) && !present.has(entry) && (run.only?.has(entry.customer) ?? true),
  );
}
