/** One run of a collector, from its start to its end, as its record tells it over the API. */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunResult } from '../../lib/run-result.ts';
import type { ProviderId } from '../../lib/usage.ts';
import type { Api } from './api.ts';
import { CommandError } from './command.ts';

export interface Wish {
  readonly provider: ProviderId;
  readonly from?: string;
  readonly to?: string;
  readonly accounts?: readonly string[];
  readonly customers?: readonly string[];
}

export interface Begun {
  readonly runId: string;
  /** It was under way before: what it collects is not necessarily what was wished for. */
  readonly joined: boolean;
}

interface Runs {
  readonly items: readonly RunResult[];
}

const newest = async (api: Api, provider: ProviderId): Promise<readonly RunResult[]> =>
  (await api.get<Runs>('/v1/runs', { provider, limit: '20' })).items;

/** Starts a run, or names the one that is under way. */
export async function begin(api: Api, wish: Wish): Promise<Begun> {
  const before = new Set((await newest(api, wish.provider)).map(({ runId }) => runId));
  const { runId } = await api.post<{ runId: string }>('/v1/runs', wish);
  return { runId, joined: before.has(runId) };
}

const LOOK_MS = 700;
/** A function that waits for its turn begins late; one that never begins has its reason in the log. */
const BEGINS_MS = 120_000;

/** Tells of every look. Null when nobody wants to wait any more; the run goes on. */
export async function follow(
  api: Api,
  provider: ProviderId,
  runId: string,
  seen: (run: RunResult) => void,
  signal: AbortSignal,
): Promise<RunResult | null> {
  const since = Date.now();
  let isListed = false;
  while (!signal.aborted) {
    const run = (await newest(api, provider)).find((one) => one.runId === runId);
    isListed ||= run !== undefined;
    if (run) seen(run);
    if (run && run.status !== 'running') return run;
    if (!isListed && Date.now() - since > BEGINS_MS) {
      throw new CommandError('REFUSED', `The run of ${provider} did not begin. Its log says why.`);
    }
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return null;
}
