/** What a run did, as it is returned, recorded, logged and answered. */
import type { Code } from './errors.ts';
import type { ProviderId } from './usage.ts';

export interface Failure {
  /** Null where it does not apply. */
  readonly account: string | null;
  readonly dataset: string | null;
  readonly customerId: string | null;
  /** `YYYY-MM`, `YYYY-MM-DD/YYYY-MM-DD` or the snapshot's day. */
  readonly window: string | null;
  readonly code: Code;
  readonly message: string;
}

/** One message about an overage, as people were told it. */
export interface ToldMessage {
  readonly id: string;
  readonly kind: 'opened' | 'peak' | 'closed';
  readonly text: string;
}

export interface RunResult {
  readonly provider: ProviderId;
  readonly runId: string;
  readonly status: 'running' | 'complete' | 'partial' | 'failed';
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** The tick that asked for the run; null = a person did. */
  readonly scheduledTime: string | null;
  readonly windows: {
    readonly due: number;
    readonly collected: number;
    readonly failed: number;
    readonly deferred: number;
  };
  readonly records: {
    readonly read: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
    readonly withdrawn: number;
  };
  readonly overages: {
    readonly opened: number;
    readonly closed: number;
    readonly open: number;
    readonly exceeded: number;
  };
  readonly failures: readonly Failure[];
  readonly failuresOmitted: number;
  /** What people were told, at most a hundred; absent when there was nothing to tell. */
  readonly messages?: readonly ToldMessage[];
}

const MOST_FAILURES = 100;

/** At most 100 failures, at least one of each code and account among them, in the order in which they came. */
export function boundedFailures(all: readonly Failure[]): { failures: Failure[]; failuresOmitted: number } {
  if (all.length <= MOST_FAILURES) return { failures: [...all], failuresOmitted: 0 };
  const seen = new Set<string>();
  const firsts = new Set(
    all.filter(({ code, account }) => {
      const kind = `${code}#${account}`;
      if (seen.has(kind)) return false;
      seen.add(kind);
      return true;
    }),
  );
  let room = Math.max(0, MOST_FAILURES - firsts.size);
  const failures = all.filter((failure) => firsts.has(failure) || room-- > 0).slice(0, MOST_FAILURES);
  return { failures, failuresOmitted: all.length - failures.length };
}
