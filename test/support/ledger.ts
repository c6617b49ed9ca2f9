/** Fills a ledger as a collector does: the rows of one window after the other, through the very functions it uses. */
import { gatherer } from '../../lib/collect/content.ts';
import { FailureLog } from '../../lib/collect/failure-log.ts';
import { afterAccountWindow, withWaves } from '../../lib/collect/progress.ts';
import { storeWindow } from '../../lib/collect/store.ts';
import { datasetOf } from '../../lib/datasets.ts';
import type { Code } from '../../lib/errors.ts';
import { isPerCustomer, snapshotDay } from '../../lib/expected.ts';
import { type AccountState, readAccount, writeAccount } from '../../lib/ledger/account.ts';
import { collectAll, type Table } from '../../lib/ledger/client.ts';
import { type DirectoryEntry, walkDirectory } from '../../lib/ledger/directory.ts';
import { failuresOf } from '../../lib/ledger/failures.ts';
import type { Shelf } from '../../lib/ledger/keys.ts';
import { writeSnapshotDay } from '../../lib/ledger/snapshot-days.ts';
import type { Reading, Rejection, Window } from '../../lib/provider.ts';
import type { ProviderId } from '../../lib/usage.ts';

export interface TestWindow {
  readonly provider: ProviderId;
  readonly account?: string;
  readonly dataset: string;
  readonly from: string;
  readonly to: string;
  /** Ids, for datasets that are asked for customer by customer. */
  readonly customers?: readonly string[];
  /** When it was read, UTC. */
  readonly at: string;
}

export type Row = Pick<Reading, 'customerId' | 'productId' | 'period'> & Partial<Reading>;

const shelfOf = ({ provider, account = 'default' }: TestWindow): Shelf => ({ provider, account });

const windowOf = ({ dataset, from, to, customers }: TestWindow): Window => ({
  dataset,
  from,
  to,
  customers: customers?.map((id) => ({ id, name: null })) ?? null,
});

/** Stores what a window brought. */
export async function collect(table: Table, read: TestWindow, rows: ReadonlyArray<Row | Rejection>): Promise<void> {
  const shelf = shelfOf(read);
  const window = windowOf(read);
  const dataset = datasetOf(read.provider, read.dataset);
  const at = new Date(read.at);
  const gathering = gatherer(dataset, window, null);
  for (const row of rows) gathering.add('rejected' in row ? row : readingOf(row));
  const content = gathering.content();
  const entries = new Map<string, DirectoryEntry>();
  for await (const entry of walkDirectory(table, shelf, { consistent: true })) {
    if (entry.dataset === read.dataset) entries.set(entry.customer, entry);
  }
  await storeWindow({
    table,
    place: { shelf, name: read.dataset, dataset },
    window,
    content,
    scope: 'all',
    askedAt: at,
    at,
    entries,
    only: null,
    failed: () => false,
  });
  const concerned = new Set<string | null>(
    [...content.customers].filter(([, one]) => one.concerned).map(([customer]) => customer),
  );
  if (content.concernsAll) concerned.add(null);
  const seconds = Math.floor(at.getTime() / 1000);
  if (dataset.span.kind === 'snapshot') await writeSnapshotDay(table, shelf, read.dataset, snapshotDay(at), seconds);
  await changeAccount(table, shelf, (state) => {
    const waved = withWaves(state, dataset, read.dataset, content);
    const known = isPerCustomer(dataset)
      ? waved
      : afterAccountWindow(waved, dataset, window, 'all', { askedAt: at, at }, concerned.size === 0);
    return { ...known, lastSuccessAt: read.at };
  });
  const failures = new FailureLog(await collectAll(failuresOf(table, shelf, true)));
  await failures.stored(table, shelf, window, concerned, seconds, null);
}

/** Records that a window could not be read. */
export async function fail(table: Table, read: TestWindow, code: Code): Promise<void> {
  const shelf = shelfOf(read);
  const failures = new FailureLog(await collectAll(failuresOf(table, shelf, true)));
  await failures.failed(table, shelf, windowOf(read), code, Math.floor(Date.parse(read.at) / 1000));
  await changeAccount(table, shelf, (state) => state);
}

export async function changeAccount(
  table: Table,
  shelf: Shelf,
  change: (state: AccountState) => AccountState,
): Promise<void> {
  await writeAccount(table, shelf, change(await readAccount(table, shelf)));
}

const readingOf = (row: Row): Reading => ({
  customerName: null,
  productName: null,
  labels: {},
  unit: 'seat',
  entitled: null,
  consumed: null,
  exceeded: null,
  reported: {},
  ...row,
});
