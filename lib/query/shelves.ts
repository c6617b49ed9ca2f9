/** The accounts of the ledger in the order of every answer: by provider, then by name. */
import { type AccountState, accountsOf } from '../ledger/account.ts';
import type { Table } from '../ledger/client.ts';
import { byBytes } from '../ledger/customers.ts';
import { customerKey, esc, type Shelf } from '../ledger/keys.ts';
import { PROVIDER_IDS, type ProviderId } from '../usage.ts';

export interface ShelfFilter {
  readonly provider?: string | undefined;
  readonly account?: string | undefined;
}

export interface KnownAccount {
  readonly shelf: Shelf;
  readonly state: AccountState;
}

export const providersOf = ({ provider }: ShelfFilter): readonly ProviderId[] =>
  PROVIDER_IDS.filter((id) => provider === undefined || provider === id);

/** GUIDs are one name in any case of letters. */
export const isAccount = (name: string, { account }: ShelfFilter): boolean =>
  account === undefined || customerKey(name) === customerKey(account);

/** Begins at the provider and account of `from`, both included. */
export async function* shelvesOf(
  table: Table,
  filter: ShelfFilter,
  from: readonly string[] | null,
): AsyncGenerator<KnownAccount> {
  const [firstProvider = '', firstAccount = ''] = from ?? [];
  const providers = providersOf(filter);
  const order: readonly string[] = PROVIDER_IDS;
  for (const provider of providers) {
    if (order.indexOf(provider) < order.indexOf(firstProvider)) continue;
    for await (const state of accountsOf(table, provider)) {
      if (!isAccount(state.account, filter)) continue;
      if (provider === firstProvider && byBytes(esc(state.account), esc(firstAccount)) < 0) continue;
      yield { shelf: { provider, account: state.account }, state };
    }
  }
}
