import { accountsOf, configuredSince } from '../ledger/account.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import type { ProviderId } from '../usage.ts';

/**
 * Hours since the earliest last success of these accounts; 0 without accounts. An account that never worked is as old
 * as the provider's configuration.
 */
export async function hoursOld(
  table: Table,
  provider: ProviderId,
  accounts: readonly string[],
  now: Date,
): Promise<number> {
  if (accounts.length === 0) return 0;
  const states = new Map((await collectAll(accountsOf(table, provider))).map((state) => [state.account, state]));
  const since = (await configuredSince(table, provider)) ?? now.toISOString();
  const oldest = accounts.map((account) => states.get(account)?.lastSuccessAt ?? since).toSorted()[0] ?? since;
  return Math.max(0, now.getTime() - Date.parse(oldest)) / 3_600_000;
}
