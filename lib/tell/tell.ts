/**
 * Tells people what changed: works out what is open now and was not told, files it, sends it, forgets it. The run may
 * be stopped at any point and two runs may tell at once: each change goes out under one id, and twice only after a stop.
 */
import { collectAll, type Table } from '../ledger/client.ts';
import { type OverageRecord, overagesOfDataset } from '../ledger/overages.ts';
import { filePending, pendingOf, rememberTold, removePending, toldOf } from '../ledger/told.ts';
import { pause } from '../pause.ts';
import { acquireLease } from '../secrets/lease.ts';
import type { ProviderId } from '../usage.ts';
import { changesSince, type Message, messageOf, seriesId, type Told } from './message.ts';

export interface Telling {
  readonly table: Table;
  readonly provider: ProviderId;
  /** Open overages that were not expected. */
  readonly open: readonly OverageRecord[];
  /** Sends all of them as one; throws when they may not have arrived. */
  readonly send: (messages: readonly Message[]) => Promise<void>;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** What was told; nothing when there is nothing new. */
export async function tell(telling: Telling): Promise<readonly Message[]> {
  const { table, provider, open } = telling;
  const [pending, told] = await Promise.all([collectAll(pendingOf(table, provider)), loadTold(table, provider)]);
  const { news, gone } = changesSince(open, told);
  if (pending.length + news.length + gone.length === 0) return [];
  const lease = await acquireLease(
    {
      dynamodb: table.client,
      table: table.name,
      secretId: `messages#${provider}`,
      now: telling.now,
      random: table.random,
      sleep: pause,
    },
    telling.signal,
  );
  try {
    return await tellAlone(telling);
  } finally {
    await lease.release();
  }
}

/** Under the lease everything is looked at again: another run may have told it meanwhile, or closed it. */
async function tellAlone({ table, provider, open, send }: Telling): Promise<readonly Message[]> {
  const [pending, told] = await Promise.all([collectAll(pendingOf(table, provider)), loadTold(table, provider)]);
  const waiting = new Set(pending.map(seriesId));
  const { news, gone } = changesSince(open, told);
  const fresh: Message[] = [];
  for (const message of news) {
    if (waiting.has(seriesId(message))) continue;
    waiting.add(seriesId(message));
    const now = await current(table, message);
    // As it stands: another run may have read more of it than we have.
    if (now?.until === null) fresh.push(...changesSince([now], told).news);
  }
  for (const { message } of gone) {
    if (waiting.has(seriesId(message))) continue;
    const now = await current(table, message);
    if (now?.until !== null) fresh.push(closing(message, now));
  }
  await filePending(table, fresh);
  const all = [...pending, ...fresh];
  await rememberTold(table, all);
  if (all.length > 0) await send(all);
  await removePending(table, all);
  return all;
}

/** The series' newest overage as it stands in the table; undefined = history was corrected and there is none. */
async function current(table: Table, message: Message): Promise<OverageRecord | undefined> {
  const stored = await collectAll(overagesOfDataset(table, message, message.customer, message.dataset));
  const own = stored.filter(({ series }) => series === message.series).toSorted((a, b) => (a.since < b.since ? -1 : 1));
  return own.find(({ until }) => until === null) ?? own.at(-1);
}

/** An overage that a correction took away altogether ended where it was last told. */
const closing = (told: Message, now: OverageRecord | undefined): Message =>
  messageOf('closed', now ?? { ...told, until: told.asOf, peak: told.exceeded, peakAt: told.asOf }, told);

async function loadTold(table: Table, provider: ProviderId): Promise<Map<string, Told>> {
  const all = await collectAll(toldOf(table, provider));
  return new Map(all.map((one) => [seriesId(one.message), one]));
}
