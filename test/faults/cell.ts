/** One fault at one provider: the run that meets it, and the runs after it. */
import type { SeatwatchError } from '../../lib/errors.ts';
import { asSeatwatchError } from '../../lib/errors.ts';
import type { RunResult } from '../../lib/run-result.ts';
import type { Bench } from '../support/bench.ts';
import { type Base, type Started, TIMES } from './base.ts';
import { differences, type Export, exportOf } from './export.ts';
import type { SignIn } from './worlds.ts';

type CollectOptions = NonNullable<Parameters<Bench['collect']>[1]>;

/** A fault, switched on. */
export interface Arranged {
  readonly options?: CollectOptions;
  readonly clear: () => void;
  readonly close?: () => Promise<void>;
}

/** How a run ended: with a result, or as an error for whoever started it. */
type Ended = RunResult | SeatwatchError;

export interface Outcome {
  readonly ended: Ended;
  /** Vendor requests of the run that met the fault, and what a run without it makes. */
  readonly requests: number;
  readonly usualRequests: number;
  /** The longest that the run would have waited between attempts. */
  readonly waitedMs: number;
  readonly after: Export;
  readonly tick: Ended;
  /** Which run made the ledger what a clean one is; null = none of them. */
  readonly healed: 'at once' | 'tick' | 'later' | null;
  /** What is not as in a clean ledger at the end. */
  readonly left: readonly string[];
  /** Corrections that the records count at the end and a clean ledger does not. */
  readonly corrections: number;
  /** What was logged besides failures. */
  readonly notices: readonly string[];
  /** Everything that was said or logged, for those who look for secrets in it. */
  readonly said: readonly string[];
  readonly bench: Bench;
}

export async function runCell(
  base: Base,
  arrange: (started: Started) => Arranged | Promise<Arranged>,
  signIn: SignIn = 'service-account',
): Promise<Outcome> {
  const started = await base.start(signIn);
  const { bench } = started;
  const { options = {}, clear, close } = await arrange(started);
  let waitedMs = 0;
  const waits = (ms: number): void => {
    waitedMs += ms;
  };
  const ended = await endOf(bench.collect({}, { ...options, waits }));
  const requests = bench.vendor.requests.length;
  const notices = bench.notices.filter((notice) => notice !== 'progress' && notice !== 'overage');
  clear();
  await close?.();
  const after = await exportOf(bench.table, TIMES.fault);
  let healed: Outcome['healed'] = differences(after, base.clean.fault).length === 0 ? 'at once' : null;
  bench.setNow(TIMES.tick);
  const tick = await endOf(bench.collect());
  let last = after;
  let left: string[] = [];
  // What is as it should be stays so; looking again and again is most of the work.
  for (const time of ['tick', 'later'] as const) {
    if (healed !== null) break;
    if (time === 'later') {
      bench.setNow(TIMES.later);
      await bench.collect();
    }
    last = await exportOf(bench.table, TIMES[time]);
    left = differences(last, base.clean[time]);
    if (left.length === 0) healed = time;
  }
  return {
    ended,
    requests,
    usualRequests: base.requests,
    waitedMs,
    after,
    tick,
    healed,
    left,
    corrections: last.corrections - base.clean[healed === 'at once' ? 'fault' : (healed ?? 'later')].corrections,
    notices,
    said: [JSON.stringify(ended), ...bench.notices, ...bench.errors.map(({ message }) => message)],
    bench,
  };
}

async function endOf(run: Promise<RunResult>): Promise<Ended> {
  try {
    return await run;
  } catch (thrown) {
    return asSeatwatchError(thrown);
  }
}
