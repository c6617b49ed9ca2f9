/** What is known of an account beside its records: how far it was read, when it last worked, what stops it. */
import type { Code } from '../errors.ts';
import type { Ranges } from '../ranges.ts';
import type { Period, ProviderId } from '../usage.ts';
import { get, type Item, putIf, query, type Table, writeAll } from './client.ts';
import { accountKey, providerKey, type Shelf, unesc } from './keys.ts';

/** Until which customer (as filed, sorted) a window was last read, and when: epoch seconds. */
export type ReadingTimes = ReadonlyArray<readonly [upTo: string, at: number]>;

export interface AccountState {
  readonly account: string;
  /** Per dataset that is asked for as a whole: the scope it was read under and the periods read. */
  readonly read: Readonly<Record<string, { readonly scope: string; readonly ranges: Ranges }>>;
  /** When provisional windows and snapshots were last read, by `dataset` or `dataset#month`. */
  readonly readAt: Readonly<Record<string, ReadingTimes>>;
  /** The first period that the vendor still shows, per dataset, where it refused older ones. */
  readonly floors: Readonly<Record<string, Period>>;
  /** The newest period of each wave, per dataset. */
  readonly waves: Readonly<Record<string, Readonly<Record<string, Period>>>>;
  /** Customers in the last complete list, by scope; null = never listed. */
  readonly listedAt: string | null;
  /** End of the last run that stored or confirmed a window without a failure of the whole account. UTC instant. */
  readonly lastSuccessAt: string | null;
  /** Runs in a row in which nothing of this account could be read. */
  readonly failedRuns: number;
  /** The failure of the whole account that the last run met; null = none. */
  readonly failure: { readonly code: Code; readonly message: string; readonly at: string } | null;
  readonly credentialExpiresAt: string | null;
  /** Since when the collector is busy without having caught up; null = it had. UTC instant. */
  readonly busySince: string | null;
  /** From when until when nothing can become due, epoch seconds, and what that was reckoned from; null = not known. */
  readonly quiet: { readonly from: number; readonly until: number; readonly of: string } | null;
  /** How often it was written over; guards against a slower writer. Null: not stored yet. */
  readonly version: number | null;
}

export const newAccount = (account: string): AccountState => ({
  account,
  read: {},
  readAt: {},
  floors: {},
  waves: {},
  listedAt: null,
  lastSuccessAt: null,
  failedRuns: 0,
  failure: null,
  credentialExpiresAt: null,
  busySince: null,
  quiet: null,
  version: null,
});

const decode = ({ pk: _pk, sk, v, ...rest }: Item): AccountState => ({
  ...newAccount(unesc(sk)),
  ...rest,
  version: Number(v ?? 0),
});

function encode(shelf: Shelf, { account: _account, version, ...rest }: AccountState): Item {
  return { ...accountKey(shelf), ...rest, ...(version ? { v: version } : {}) };
}

export async function readAccount(table: Table, shelf: Shelf): Promise<AccountState> {
  const item = await get(table, accountKey(shelf));
  return item ? decode(item) : newAccount(shelf.account);
}

export const writeAccount = (table: Table, shelf: Shelf, state: AccountState): Promise<void> =>
  writeAll(table, [encode(shelf, state)]);

/** Writes the next version of a state, unless somebody else has: then null. */
export async function replaceAccount(table: Table, shelf: Shelf, state: AccountState): Promise<AccountState | null> {
  const next = { ...state, version: state.version === null ? 0 : state.version + 1 };
  return (await putIf(table, encode(shelf, next), state.version)) ? next : null;
}

/** Makes an account known, so that what its first run stores is found at once. False: it was known already. */
export const openAccount = (table: Table, shelf: Shelf): Promise<boolean> =>
  putIf(table, encode(shelf, newAccount(shelf.account)), null);

/** Every account that ever ran, in the order of their names. */
export async function* accountsOf(table: Table, provider: ProviderId): AsyncGenerator<AccountState> {
  for await (const item of query(table, { pk: accountKey({ provider, account: '' }).pk })) yield decode(item);
}

/** Whether the provider's secret held credentials when a collector last looked; null = none has looked yet. */
export async function isConfigured(table: Table, provider: ProviderId): Promise<boolean | null> {
  const item = await get(table, providerKey(provider));
  return item ? item['configured'] === true : null;
}

/** Since when the provider has credentials, UTC instant; null = it has none, or no collector has looked yet. */
export async function configuredSince(table: Table, provider: ProviderId): Promise<string | null> {
  const item = await get(table, providerKey(provider));
  return item?.['configured'] === true && typeof item['since'] === 'string' ? item['since'] : null;
}

export async function setConfigured(table: Table, provider: ProviderId, configured: boolean, now: Date): Promise<void> {
  if ((await isConfigured(table, provider)) === configured) return;
  await writeAll(table, [{ ...providerKey(provider), configured, since: now.toISOString() }]);
}
