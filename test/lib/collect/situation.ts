/** What is due, asked of the function alone, as windows in short. */
import { dueWindows, type Situation } from '../../../lib/collect/due.ts';
import { DATASETS } from '../../../lib/datasets.ts';
import { newAccount } from '../../../lib/ledger/account.ts';
import { type DirectoryEntry, newEntry } from '../../../lib/ledger/directory.ts';
import type { FailedWindow } from '../../../lib/ledger/failures.ts';
import { customerKey } from '../../../lib/ledger/keys.ts';
import type { Ranges } from '../../../lib/ranges.ts';
import type { ProviderId } from '../../../lib/usage.ts';

/** It is noon of the 21st in Tokyo and Seoul. */
const NOW = new Date('2026-11-21T03:00:00Z');
export const seconds = (hoursAgo: number): number => NOW.getTime() / 1000 - hoursAgo * 3600;

export interface Known {
  readonly listed?: readonly string[];
  readonly entries?: ReadonlyArray<Pick<DirectoryEntry, 'dataset' | 'customerId'> & Partial<DirectoryEntry>>;
  readonly failures?: ReadonlyArray<Partial<FailedWindow> & Pick<FailedWindow, 'dataset' | 'from' | 'to'>>;
  readonly only?: readonly string[];
  readonly more?: Partial<Situation>;
}

export function due(provider: ProviderId, datasets: readonly string[], known: Known = {}): string[] {
  const { listed, entries = [], failures = [], only, more = {} } = known;
  const stored = entries.map((entry) => ({ ...newEntry(entry.dataset, entry.customerId, null, 'all'), ...entry }));
  const failed = failures.map(
    (one): FailedWindow => ({ customer: null, kind: 'whole', code: 'VENDOR_UNAVAILABLE', at: seconds(1), ...one }),
  );
  const windows = dueWindows({
    now: NOW,
    datasets: Object.fromEntries(Object.entries(DATASETS[provider]).filter(([name]) => datasets.includes(name))),
    depth: (_, dataset) => dataset.history ?? 0,
    scope: 'all',
    state: newAccount('default'),
    listed: listed?.map((id) => ({ id, name: null })) ?? null,
    entryOf: (customer, dataset) => stored.find((one) => one.dataset === dataset && one.customer === customer),
    failuresOf: (dataset, customer) =>
      failed.filter((one) => one.dataset === dataset && (one.customer === null || one.customer === customer)),
    range: null,
    only: only ? new Set(only.map(customerKey)) : null,
    ...more,
  });
  return windows.map(
    ({ from, to, customers }) =>
      `${from === to ? from : `${from}/${to.slice(8)}`}${customers ? ` ${customers.map(({ id }) => id).join('+')}` : ''}`,
  );
}

export const readOf = (dataset: string, ...ranges: Ranges) => ({ dataset, customerId: 'a', read: ranges });
export const months = (depth: number) => ({ depth: () => depth });
export const account = (more: Partial<Situation['state']>) => ({ state: { ...newAccount('default'), ...more } });
