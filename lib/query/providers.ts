/** Every provider and account: how it is doing, how far it has come, and what is missing. */
import { countPeriods, unobserved } from '../coverage.ts';
import { type AccountState, accountsOf, isConfigured, newAccount } from '../ledger/account.ts';
import { collectAll, inParallel, type Table } from '../ledger/client.ts';
import { customersOfShard, type KnownCustomer } from '../ledger/customers.ts';
import { type Shelf, SHARDS } from '../ledger/keys.ts';
import { overagesByState } from '../ledger/overages.ts';
import { periodTimes } from '../ledger/period-times.ts';
import { runsOf } from '../ledger/runs.ts';
import type { RunResult } from '../run-result.ts';
import { PROVIDER_IDS, type Period, type ProviderId } from '../usage.ts';
import { type ProviderStatus, statusOf } from './provider-status.ts';
import { type Depths, type Survey, surveyOf, withPeriods } from './survey.ts';

export interface ProviderItem {
  readonly provider: ProviderId;
  readonly account: string;
  readonly status: ProviderStatus;
  readonly lastRun: RunResult | null;
  readonly lastSuccessAt: string | null;
  readonly newestPeriod: Period | null;
  readonly openOverages: number;
  readonly missing: number;
  readonly credentialExpiresAt: string | null;
}

/** At least one item for each provider. */
export async function providerItems(table: Table, now: Date, depths: Depths): Promise<ProviderItem[]> {
  const all = await Promise.all(PROVIDER_IDS.map((provider) => itemsOf(table, provider, now, depths)));
  return all.flat();
}

async function itemsOf(table: Table, provider: ProviderId, now: Date, depths: Depths): Promise<ProviderItem[]> {
  const [accounts, configured, runs, open] = await Promise.all([
    collectAll(accountsOf(table, provider)),
    isConfigured(table, provider),
    newestRuns(table, provider, now),
    openByAccount(table, provider),
  ]);
  const itemOf = (state: AccountState, { newest, missing }: Progress): ProviderItem => ({
    provider,
    account: state.account,
    status: statusOf(configured, state, runs, now),
    lastRun: runs[0] ?? null,
    lastSuccessAt: state.lastSuccessAt,
    newestPeriod: newest,
    openOverages: open.get(state.account) ?? 0,
    missing,
    credentialExpiresAt: state.credentialExpiresAt,
  });
  // Before any account has run there is nothing to look through.
  if (accounts.length === 0) return [itemOf(newAccount('default'), { newest: null, missing: 0 })];
  return Promise.all(
    accounts.map(async (state) =>
      itemOf(state, await progressOf(table, { provider, account: state.account }, state, now, depths)),
    ),
  );
}

/** Enough to see three that have ended. */
async function newestRuns(table: Table, provider: ProviderId, now: Date): Promise<RunResult[]> {
  const runs: RunResult[] = [];
  for await (const { run } of runsOf(table, provider, now, { pageSize: 5 })) {
    runs.push(run);
    if (runs.length >= 5) break;
  }
  return runs;
}

async function openByAccount(table: Table, provider: ProviderId): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { overage } of overagesByState(table, provider, 'open')) {
    counts.set(overage.account, (counts.get(overage.account) ?? 0) + 1);
  }
  return counts;
}

interface Progress {
  /** The newest period with a record. */
  readonly newest: Period | null;
  /** How many periods of a customer and dataset are missing or failed. */
  readonly missing: number;
}

async function progressOf(
  table: Table,
  shelf: Shelf,
  state: AccountState,
  now: Date,
  depths: Depths,
): Promise<Progress> {
  const survey = await surveyOf(table, { shelf, state }, now, depths);
  let newest: Period | null = null;
  let missing = 0;
  await inParallel(SHARDS, 8, async (shard) => {
    for await (const known of customersOfShard(table, shelf, shard, { others: survey.failing })) {
      for (const entry of known.entries) {
        if (entry.newest !== null && (newest === null || entry.newest > newest)) newest = entry.newest;
      }
      const more = await missingOf(table, shelf, survey, known);
      missing += more;
    }
  });
  return { newest, missing };
}

async function missingOf(table: Table, shelf: Shelf, survey: Survey, known: KnownCustomer): Promise<number> {
  let missing = 0;
  for (const { name, sight, countsItems } of survey.sightsOf(known)) {
    let gaps = unobserved(sight);
    const [from, to] = [gaps[0]?.[0], gaps.at(-1)?.[1]];
    if (countsItems && from !== undefined && to !== undefined) {
      const found = await periodTimes(table, shelf, known.customer, name, [from, to]);
      gaps = unobserved(withPeriods(sight, found.keys()));
    }
    missing += countPeriods(gaps);
  }
  return missing;
}
