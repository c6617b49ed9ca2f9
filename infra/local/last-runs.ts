/** What the API tells of each provider's newest run. */
import type { RunResult } from '../../lib/run-result.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { toEvent } from './gateway/event.ts';
import { fromOutcome } from './gateway/result.ts';
import type { LocalFunction } from './lambda.ts';

interface Answer {
  readonly items: ReadonlyArray<{ readonly provider: ProviderId; readonly lastRun: RunResult | null }>;
}

/** Empty when the API does not answer: a summary is no reason to stop. */
export async function lastRuns(api: LocalFunction): Promise<ReadonlyMap<ProviderId, RunResult>> {
  const request = { method: 'GET', target: '/v1/providers', headers: {}, body: Buffer.alloc(0) };
  const { status, body } = fromOutcome(
    await api.invoke(toEvent({ ...request, sourceIp: '127.0.0.1', at: new Date() })),
  );
  if (status !== 200) return new Map();
  const { items } = JSON.parse(body.toString()) as Answer;
  return new Map(items.flatMap(({ provider, lastRun }) => (lastRun ? [[provider, lastRun]] : [])));
}
