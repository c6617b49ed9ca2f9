import { accountsOf, configuredSince } from '../ledger/account.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import type { ProviderId } from '../usage.ts';

/**
 * Hours since the earliest last success of these accounts; 0 without accounts. An account that never worked is as old
 * as the provider's configuration. Null = the secret could not be read: whoever is known grows older meanwhile.
 */
export async function hoursOld(
  table: Table,
  provider: ProviderId,
  accounts: readonly string[] | null,
  now: Date,
): Promise<number> {
  const since = await configuredSince(table, provider);
  if (accounts === null ? since === null : accounts.length === 0) return 0;
  const states = new Map((await collectAll(accountsOf(table, provider))).map((state) => [state.account, state]));
  const begin = since ?? now.toISOString();
  const times = (accounts ?? [...states.keys()]).map((account) => states.get(account)?.lastSuccessAt ?? begin);
  return Math.max(0, now.getTime() - Date.parse(times.toSorted()[0] ?? begin)) / 3_600_000;
}
