/** Fills a ledger as a collector does, one window after the other, with rows that a test gives. */
import * as v from 'valibot';
import { collectWindow } from '../../lib/collect/collect-window.ts';
import { FailureLog } from '../../lib/collect/failure-log.ts';
import { Tally } from '../../lib/collect/tally.ts';
import { createTurns } from '../../lib/collect/turns.ts';
import { placeOf } from '../../lib/collect/work.ts';
import { DATASETS } from '../../lib/datasets.ts';
import type { Code } from '../../lib/errors.ts';
import { type AccountState, readAccount, writeAccount } from '../../lib/ledger/account.ts';
import { collectAll, type Table } from '../../lib/ledger/client.ts';
import type { DirectoryEntry } from '../../lib/ledger/directory.ts';
import { failuresOf } from '../../lib/ledger/failures.ts';
import type { Shelf } from '../../lib/ledger/keys.ts';
import type { Account, Provider, Reading, Rejection, Session, Window } from '../../lib/provider.ts';
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

/** Collects one window of a vendor that tells these rows. */
export async function collect(table: Table, read: TestWindow, rows: ReadonlyArray<Row | Rejection>): Promise<void> {
  const shelf = shelfOf(read);
  const at = new Date(read.at);
  const provider: Provider<Account, Session, ReadonlyArray<Row | Rejection>> = {
    id: read.provider,
    credentials: v.object({ account: v.string() }),
    datasets: DATASETS[read.provider],
    open: () => session,
    read: async function* () {
      yield rows;
    },
    normalise: (reply) => reply.map((row) => ('rejected' in row ? row : readingOf(row))),
  };
  const entries = await entriesOf(table, shelf);
  const work = {
    run: {
      provider,
      table,
      credentials: shelf,
      context: (): never => {
        throw new Error('nobody signs in');
      },
      now: () => at,
      remainingMs: () => 60_000,
      depth: null,
      range: null,
      only: null,
      begun: async () => undefined,
      progress: () => undefined,
      report: () => undefined,
    },
    shelf,
    isNew: false,
    session,
    failures: new FailureLog(await collectAll(failuresOf(table, shelf, true))),
    entries,
    tally: new Tally(),
    turns: createTurns(),
    queue: [],
    state: await readAccount(table, shelf),
    readings: new Map(),
  };
  await collectWindow(work, placeOf(shelf, read.dataset, provider.datasets), windowOf(read));
  await writeAccount(table, shelf, { ...work.state, lastSuccessAt: read.at });
}

/** A collector reads the directory once a run; tests write all of it themselves. */
async function entriesOf(table: Table, shelf: Shelf): Promise<Map<string, Map<string, DirectoryEntry>>> {
  const known = directories.get(table) ?? new Map<string, Map<string, Map<string, DirectoryEntry>>>();
  directories.set(table, known);
  const key = `${shelf.provider}#${shelf.account}`;
  const entries =
    known.get(key) ??
    new Map(Object.keys(DATASETS[shelf.provider]).map((name) => [name, new Map<string, DirectoryEntry>()]));
  known.set(key, entries);
  return entries;
}

const directories = new WeakMap<Table, Map<string, Map<string, Map<string, DirectoryEntry>>>>();

const session: Session = { scope: 'all', credentialExpiresAt: () => null };

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
