/** One run of a collector: every account of the provider's secret, then the overages that are open, then the record of it. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { asSeatwatchError, SeatwatchError } from '../errors.ts';
import type { createHttp } from '../http.ts';
import type { ExpectedOverage } from '../expected-overage.ts';
import { setConfigured } from '../ledger/account.ts';
import { inParallel, type Table } from '../ledger/client.ts';
import { customerKey } from '../ledger/keys.ts';
import type { OverageRecord } from '../ledger/overages.ts';
import { newRunId, writeRun } from '../ledger/runs.ts';
import type { Account, Provider, Session } from '../provider.ts';
import type { RunResult, ToldMessage } from '../run-result.ts';
import { type Message, sentence } from '../tell/message.ts';
import { tell } from '../tell/tell.ts';
import { rotation } from '../secrets/rotation.ts';
import { readAccounts } from '../secrets.ts';
import type { Gauges } from '../metrics.ts';
import { accountFailure, collectAccount, recordFailure } from './account.ts';
import type { CollectEvent } from './event.ts';
import { hoursOld } from './age.ts';
import { openOverages } from './open-overages.ts';
import { Tally } from './tally.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';

export interface Run<C extends Account, S extends Session, R> {
  readonly provider: Provider<C, S, R>;
  readonly event: CollectEvent;
  readonly table: Table;
  readonly secrets: SecretsManagerClient;
  readonly secretId: string;
  readonly http: ReturnType<typeof createHttp>;
  readonly now: () => Date;
  readonly remainingMs: () => number;
  readonly signal: AbortSignal;
  readonly depth: number | null;
  readonly expectedOverages: readonly ExpectedOverage[];
  /** Sends messages about overages as one; throws when they may not have arrived. */
  readonly send?: (messages: readonly Message[]) => Promise<void>;
  readonly log: RunLog;
}

interface RunLog {
  notice(message: string, facts: Readonly<Record<string, string | number | null>>): void;
  error(error: SeatwatchError, facts: Readonly<Record<string, string | number | null>>): void;
}

/** Accounts are independent of each other; each may hold a large list in memory. */
const ACCOUNTS_AT_ONCE = 2;

export interface RunOutcome {
  readonly result: RunResult;
  readonly gauges: Gauges;
}

export async function runCollector<C extends Account, S extends Session, R>(run: Run<C, S, R>): Promise<RunOutcome> {
  const { provider, event, table, now } = run;
  const startedAt = now().toISOString();
  const runId = event.runId ?? newRunId();
  const tally = new Tally();
  let listed = false;
  const resultOf = (
    status: RunResult['status'],
    overages: RunResult['overages'],
    finishedAt: string | null,
  ): RunResult => ({
    provider: provider.id,
    runId,
    ...tally.counts(),
    status,
    startedAt,
    finishedAt,
    scheduledTime: event.scheduledTime ?? null,
    overages,
  });
  const none = { opened: 0, closed: 0, open: 0, exceeded: 0 };
  const begun = async (): Promise<void> => {
    if (listed) return;
    listed = true;
    // If the ledger is out of reach the end of the run says so.
    await writeRun(table, resultOf('running', none, null)).catch(() => undefined);
  };
  const underWay = createUnderWay((windows) => writeRun(table, { ...resultOf('running', none, null), windows }), now);
  let accounts: readonly string[] | null = null;
  const fail = async (thrown: unknown): Promise<void> => {
    const error = asSeatwatchError(thrown);
    run.log.error(error, {});
    await begun();
    // A ledger that stays out of reach is met at every step, and is one failure.
    if (tally.failures.some(({ account, code }) => account === null && code === error.code)) return;
    tally.failed++;
    tally.failures.push(accountFailure(null, error));
  };
  try {
    accounts = await collectAccounts(run, tally, begun, underWay);
  } catch (thrown) {
    await fail(thrown);
  }
  let gauges: Gauges = { seatsExceeded: 0, openOverages: 0, dataAgeHours: 0 };
  let overages = none;
  let messages: readonly ToldMessage[] = [];
  try {
    const { all, unexpected, changes } = await openOverages(
      table,
      provider,
      tally.overages,
      run.expectedOverages,
      now(),
    );
    tally.overages.push(...changes);
    const { opened, closed } = tally.overageTurns();
    overages = { opened, closed, open: all.count, exceeded: all.seats };
    const dataAgeHours = await hoursOld(table, provider.id, accounts, now());
    gauges = { seatsExceeded: unexpected.seats, openOverages: unexpected.count, dataAgeHours };
    messages = await tellWhatChanged(run, unexpected.overages);
  } catch (thrown) {
    await fail(thrown);
  }
  await underWay.end();
  // A tick that found nothing due is not kept among the runs, and says nothing.
  if (!listed) return { result: resultOf('complete', none, now().toISOString()), gauges };
  const result = {
    ...resultOf(tally.status, overages, now().toISOString()),
    ...(messages.length > 0 ? { messages } : {}),
  };
  await writeRun(table, result);
  return { result, gauges };
}

const nobody = async (): Promise<void> => {};

/** How many a result holds; all of them are sent. */
const MOST_MESSAGES = 100;

/** A message that did not go out stays filed: the next run sends it. */
async function tellWhatChanged<C extends Account, S extends Session, R>(
  run: Run<C, S, R>,
  open: readonly OverageRecord[],
): Promise<ToldMessage[]> {
  const { provider, table, signal, now } = run;
  try {
    const all = await tell({ table, provider: provider.id, open, send: run.send ?? nobody, signal, now });
    const told = all.map((message) => ({ id: message.id, kind: message.kind, text: sentence(message) }));
    for (const message of told) run.log.notice('overage', message);
    return told.slice(0, MOST_MESSAGES);
  } catch (thrown) {
    run.log.error(asSeatwatchError(thrown), {});
    return [];
  }
}

async function collectAccounts<C extends Account, S extends Session, R>(
  run: Run<C, S, R>,
  tally: Tally,
  begun: () => Promise<void>,
  underWay: UnderWay,
): Promise<readonly string[]> {
  const { provider, event, table, now } = run;
  const secret = await readAccounts(run.secrets, run.secretId, provider);
  await setConfigured(table, provider.id, secret !== null, now());
  if (secret === null) return [];
  // Whoever asked for this run looks for it by its id, also when nothing turns out to be due.
  if (event.runId !== undefined) await begun();
  const wanted = event.accounts === undefined ? null : new Set(event.accounts);
  const isWanted = (account: string): boolean => wanted?.has(account) ?? true;
  const problems = secret.problems.filter(({ account }) => isWanted(account));
  for (const account of wanted ?? []) {
    const known = [...secret.accounts, ...secret.problems].some((one) => one.account === account);
    const error = new SeatwatchError('CONFIG_INVALID', `the secret has no account ${account}`);
    if (!known) problems.push({ account, error });
  }
  if (problems.length > 0) await begun();
  for (const { account, error } of problems) {
    run.log.error(error, { account });
    tally.failed++;
    tally.failures.push(accountFailure(account, error));
    await recordFailure(table, { provider: provider.id, account }, error, now());
  }
  const accounts = secret.accounts.filter(({ account }) => isWanted(account));
  await inParallel(accounts, ACCOUNTS_AT_ONCE, async (credentials) => {
    const { account } = credentials;
    const rotate = rotation({
      secrets: run.secrets,
      dynamodb: table.client,
      table: table.name,
      secretId: run.secretId,
      account,
      signal: run.signal,
      now,
    });
    const one = await collectAccount({
      provider,
      table,
      credentials,
      context: (since) => ({
        credentials,
        http: run.http,
        now,
        signal: run.signal,
        since,
        notice: (message, facts = {}) => run.log.notice(message, { account, ...facts }),
        rotate,
      }),
      now,
      remainingMs: run.remainingMs,
      depth: run.depth,
      range: event.from !== undefined && event.to !== undefined ? { from: event.from, to: event.to } : null,
      only: event.customers === undefined ? null : new Set(event.customers.map(customerKey)),
      begun,
      progress: (done, due, failed) => {
        run.log.notice('progress', { account, collected: done, due });
        underWay.note(account, { done, failed, due });
      },
      report: (error) => run.log.error(error, { account }),
    });
    tally.add(one);
  });
  return [...secret.accounts, ...secret.problems].map(({ account }) => account);
}
