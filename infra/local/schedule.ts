/** The schedule of the local mode: every provider at once after the start, then at its ticks. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ProviderId } from '../../lib/usage.ts';

export interface ScheduleOptions {
  readonly providers: readonly ProviderId[];
  /** The first tick after this instant. */
  readonly next: (provider: ProviderId, after: Date) => Date;
  /** One run; tells how it left things. It does not reject. */
  readonly collect: (provider: ProviderId, scheduledTime: Date) => Promise<Left>;
  readonly now?: () => Date;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a run left things. */
export interface Left {
  readonly collected: number;
  readonly deferred: number;
}

export interface Schedule {
  /** When every provider has caught up for the first time, or has nothing left that another run at once could do. */
  readonly caughtUp: Promise<void>;
  stop(): void;
}

/** A machine that slept finds out at most this much later that it is time. */
const LOOK_MS = 60_000;

export function startSchedule(options: ScheduleOptions): Schedule {
  const { providers, next, collect, now = () => new Date(), sleep = wait } = options;
  const stopping = new AbortController();
  const { signal } = stopping;

  /** A run that had no time for everything is followed by the next at once, as long as there is progress. */
  async function catchUp(provider: ProviderId, tick: Date): Promise<void> {
    let left = await collect(provider, tick);
    while (left.deferred > 0 && left.collected > 0 && !signal.aborted) left = await collect(provider, now());
  }

  async function ticking(provider: ProviderId): Promise<void> {
    while (!signal.aborted) {
      const tick = next(provider, now());
      for (let left = untilTick(tick); left > 0 && !signal.aborted; left = untilTick(tick)) {
        await sleep(Math.min(LOOK_MS, left), signal);
      }
      if (!signal.aborted) await catchUp(provider, tick);
    }
  }

  const untilTick = (tick: Date): number => tick.getTime() - now().getTime();

  const first = providers.map(async (provider) => {
    await catchUp(provider, now());
    void ticking(provider);
  });
  return {
    caughtUp: Promise.all(first).then(() => undefined),
    stop: () => stopping.abort(),
  };
}

/** Ends early, and without complaint, when the schedule stops. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
