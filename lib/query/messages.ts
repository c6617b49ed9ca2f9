/** What people were told of overages lately, newest first. */
import type { Table } from '../ledger/client.ts';
import { runsOf } from '../ledger/runs.ts';
import type { ToldMessage } from '../run-result.ts';
import { PROVIDER_IDS, type ProviderId } from '../usage.ts';

export interface Recent extends ToldMessage {
  readonly provider: ProviderId;
  /** When it was told: the end of its run, UTC. */
  readonly at: string;
}

/** As far back as is looked, in runs of each provider. */
const MOST_RUNS = 20;

/** At most `most` of them. */
export async function recentMessages(table: Table, now: Date, most: number): Promise<Recent[]> {
  const perProvider = await Promise.all(
    PROVIDER_IDS.map(async (provider) => {
      const found: Recent[] = [];
      let runs = 0;
      for await (const { run } of runsOf(table, provider, now)) {
        const at = run.finishedAt ?? run.startedAt;
        for (const message of run.messages ?? []) found.push({ ...message, provider, at });
        if (++runs >= MOST_RUNS || found.length >= most) break;
      }
      return found;
    }),
  );
  return perProvider
    .flat()
    .toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
    .slice(0, most);
}
