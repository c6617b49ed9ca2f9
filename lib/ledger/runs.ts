/** Runs and their results, newest first. */
import { randomUUID } from 'node:crypto';
import type { RunResult } from '../run-result.ts';
import type { ProviderId } from '../usage.ts';
import { type Item, query, type Table, writeAll } from './client.ts';
import { runPk } from './keys.ts';

/** A run without an end this long after its start has been stopped by Lambda, which allows 15 minutes. */
const OVERDUE_MS = 16 * 60_000;

export const newRunId = (): string => randomUUID();

export async function writeRun(table: Table, result: RunResult): Promise<void> {
  const { provider, runId, startedAt } = result;
  await writeAll(table, [{ pk: runPk(provider), sk: `${startedAt}#${runId}`, result }]);
}

/** Newest first; `after` is the `place` of the last one seen. */
export async function* runsOf(
  table: Table,
  provider: ProviderId,
  now: Date,
  options: { after?: string; pageSize?: number } = {},
): AsyncGenerator<{ run: RunResult; place: string }> {
  const range = {
    pk: runPk(provider),
    ...(options.after === undefined ? {} : { after: { pk: runPk(provider), sk: options.after } }),
  };
  for await (const item of query(table, {
    ...range,
    newestFirst: true,
    consistent: true,
    pageSize: options.pageSize ?? 20,
  })) {
    yield { run: overdue((item as Item & { result: RunResult }).result, now), place: item.sk };
  }
}

/** For whoever knows that nothing runs: a run that says otherwise was cut off, and nobody has to wait for it. */
export async function endRuns(table: Table, provider: ProviderId, now: Date): Promise<void> {
  for await (const { run } of runsOf(table, provider, now)) {
    if (now.getTime() - Date.parse(run.startedAt) >= OVERDUE_MS) return;
    if (run.status === 'running') await writeRun(table, cutOff(run));
  }
}

const overdue = (run: RunResult, now: Date): RunResult =>
  run.status === 'running' && now.getTime() - Date.parse(run.startedAt) >= OVERDUE_MS ? cutOff(run) : run;

function cutOff(run: RunResult): RunResult {
  const failure = {
    account: null,
    dataset: null,
    customerId: null,
    window: null,
    code: 'OUT_OF_TIME' as const,
    message: 'the run was stopped before it could finish; the next one goes on where it was',
  };
  return { ...run, status: 'failed', failures: [failure] };
}
