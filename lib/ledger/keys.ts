/**
 * Every key of the table. `esc` keeps `#` for us; account names and ids may hold anything.
 *
 * | what                        | pk                                 | sk                                   |
 * |-----------------------------|------------------------------------|--------------------------------------|
 * | a customer's period         | U#provider#account#customer        | P#dataset#period#chunk               |
 * | names and labels of series  | U#provider#account#customer        | S#dataset#chunk                      |
 * | an overage                  | U#provider#account#customer        | O#dataset#series#since               |
 * | directory of customers      | C#provider#account#shard           | customer#dataset                     |
 * | a failed window             | F#provider#account                 | dataset#from#to#whom                 |
 * | a snapshot's day            | D#provider#account                 | dataset#day                          |
 * | an account's state          | A#provider                         | account                              |
 * | is the provider configured  | V                                  | provider                             |
 * | a run                       | R#provider                         | startedAt#runId                      |
 * | told of a series            | T#provider                         | account#customer#dataset#series      |
 * | a message to send           | M#provider                         | account#customer#dataset#series#kind |
 * | the lease of a secret       | L#secret id                        | lease                                |
 */
import { hash } from 'node:crypto';
import type { Period, ProviderId } from '../usage.ts';
import type { Key } from './client.ts';

/** One account's place in the ledger. */
export interface Shelf {
  readonly provider: ProviderId;
  readonly account: string;
}

export const esc = (part: string): string =>
  /[%#]/.test(part) ? part.replaceAll('%', '%25').replaceAll('#', '%23') : part;
export const unesc = (part: string): string => part.replaceAll('%23', '#').replaceAll('%25', '%');

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id under which a customer is filed: GUIDs are one customer in any case of letters. */
export const customerKey = (id: string): string => (GUID.test(id) ? id.toLowerCase() : id);

export const SHARDS = '0123456789abcdef'.split('');

const shardOf = (customer: string): string => hash('md5', customer).slice(0, 1);

export const customerPk = (shelf: Shelf, customer: string): string =>
  `U#${shelf.provider}#${esc(shelf.account)}#${esc(customer)}`;

const two = (chunk: number): string => String(chunk).padStart(2, '0');

export const periodKey = (shelf: Shelf, customer: string, dataset: string, period: Period, chunk = 0): Key => ({
  pk: customerPk(shelf, customer),
  sk: `P#${dataset}#${period}#${two(chunk)}`,
});

export const periodRange = (shelf: Shelf, customer: string, dataset: string, from: Period, to: Period) => ({
  pk: customerPk(shelf, customer),
  from: `P#${dataset}#${from}`,
  to: `P#${dataset}#${to}#~`,
});

/** Period and chunk out of a period's sort key. */
export function periodOfKey(sk: string): { dataset: string; period: Period; chunk: number } {
  const [, dataset = '', period = '', chunk = '0'] = sk.split('#');
  return { dataset, period, chunk: Number(chunk) };
}

export const seriesItemKey = (shelf: Shelf, customer: string, dataset: string, chunk = 0): Key => ({
  pk: customerPk(shelf, customer),
  sk: `S#${dataset}#${two(chunk)}`,
});

export const overagePrefix = (dataset: string): string => `O#${dataset}#`;

export const overageKey = (shelf: Shelf, customer: string, dataset: string, series: string, since: Period): Key => ({
  pk: customerPk(shelf, customer),
  sk: `${overagePrefix(dataset)}${series}#${since}`,
});

export const directoryPk = (shelf: Shelf, shard: string): string =>
  `C#${shelf.provider}#${esc(shelf.account)}#${shard}`;

export const directoryKey = (shelf: Shelf, customer: string, dataset: string): Key => ({
  pk: directoryPk(shelf, shardOf(customer)),
  sk: `${esc(customer)}#${dataset}`,
});

/** Orders customers as a walk over the directory meets them. */
export const customerOrder = (customer: string): string => `${shardOf(customer)}#${esc(customer)}`;

export const failurePk = (shelf: Shelf): string => `F#${shelf.provider}#${esc(shelf.account)}`;
export const dayPk = (shelf: Shelf): string => `D#${shelf.provider}#${esc(shelf.account)}`;
export const accountKey = (shelf: Shelf): Key => ({ pk: `A#${shelf.provider}`, sk: esc(shelf.account) });
export const providerKey = (provider: ProviderId): Key => ({ pk: 'V', sk: provider });
export const runPk = (provider: ProviderId): string => `R#${provider}`;
export const leaseKey = (secretId: string): Key => ({ pk: `L#${secretId}`, sk: 'lease' });

/** Whose item this is: a provider's id, but for leases. */
export const providerOf = ({ pk, sk }: Key): string => (pk === 'V' ? sk : (pk.split('#')[1] ?? ''));
export const toldPk = (provider: ProviderId): string => `T#${provider}`;
export const pendingPk = (provider: ProviderId): string => `M#${provider}`;
