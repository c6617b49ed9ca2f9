/** A vendor's story day by day: one tick a day, and after it the API as it answers on that day. */
import type { SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import { addDays } from '../../lib/calendar.ts';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import type { RunResult } from '../../lib/run-result.ts';
import { type Door, openDoor } from '../functions/api/door.ts';
import { type Bench, startBench } from '../support/bench.ts';

export interface Story {
  readonly bench: Bench;
  readonly door: Door;
  /** The tick of this day, at five in the morning UTC. */
  readonly day: (day: string) => Promise<RunResult>;
  /** The ticks of every day from the first to the last. */
  readonly days: (
    first: string,
    last: string,
    then?: (day: string, result: RunResult) => Promise<void>,
  ) => Promise<void>;
}

/** `from` is the day on which vendor and secret are set up; `depth` the history to keep, in the vendor's own unit. */
export async function startStory<C extends Account, S extends Session, R>(
  provider: Provider<C, S, R>,
  vendorAt: (now: () => Date) => SimulatedVendor,
  from: string,
  depth: number | null = null,
): Promise<Story> {
  let now = `${from}T05:00:00Z`;
  const bench = await startBench(provider, vendorAt, now, depth);
  const door = openDoor(bench.table, { now: () => new Date(now) });
  const day = async (at: string): Promise<RunResult> => {
    now = `${at}T05:00:00Z`;
    bench.setNow(now);
    return bench.collect();
  };
  return {
    bench,
    door,
    day,
    days: async (first, last, then = async () => undefined) => {
      for (let at = first; at <= last; at = addDays(at, 1)) await then(at, await day(at));
    },
  };
}
