/** Counts what a run does, as its result tells it. */
import type { OverageRecord } from '../ledger/overages.ts';
import { boundedFailures, type Failure, type RunResult } from '../run-result.ts';
import type { OverageChange } from './derive-overages.ts';

export class Tally {
  collected = 0;
  failed = 0;
  deferred = 0;
  changed = 0;
  unchanged = 0;
  rejected = 0;
  withdrawn = 0;
  /** Windows of which at least something was stored or confirmed. */
  stored = 0;
  readonly failures: Failure[] = [];
  readonly overages: OverageChange[] = [];

  get due(): number {
    return this.collected + this.failed + this.deferred;
  }

  add(other: Tally): void {
    this.collected += other.collected;
    this.failed += other.failed;
    this.deferred += other.deferred;
    this.changed += other.changed;
    this.unchanged += other.unchanged;
    this.rejected += other.rejected;
    this.withdrawn += other.withdrawn;
    this.stored += other.stored;
    this.failures.push(...other.failures);
    this.overages.push(...other.overages);
  }

  /** `complete`: nothing failed or deferred; `failed`: something was due and nothing was stored even in part. */
  get status(): RunResult['status'] {
    if (this.failed === 0 && this.deferred === 0) return 'complete';
    return this.stored === 0 ? 'failed' : 'partial';
  }

  counts(): Pick<RunResult, 'status' | 'windows' | 'records' | 'failures' | 'failuresOmitted'> {
    return {
      status: this.status,
      windows: { due: this.due, collected: this.collected, failed: this.failed, deferred: this.deferred },
      records: {
        read: this.changed + this.unchanged + this.rejected,
        changed: this.changed,
        unchanged: this.unchanged,
        rejected: this.rejected,
        withdrawn: this.withdrawn,
      },
      ...boundedFailures(this.failures),
    };
  }

  /** Series that had no open overage before this run and have one now, and the other way round. */
  overageTurns(): { opened: number; closed: number } {
    const first = new Map<string, OverageRecord | null>();
    const last = new Map<string, OverageRecord | null>();
    for (const { before, after } of this.overages) {
      const one = before ?? after;
      if (!one) continue;
      const id = `${seriesOf(one)}${one.since}`;
      if (!first.has(id)) first.set(id, before);
      last.set(id, after);
    }
    const wasOpen = openSeries(first);
    const isOpen = openSeries(last);
    return {
      opened: [...isOpen].filter((series) => !wasOpen.has(series)).length,
      closed: [...wasOpen].filter((series) => !isOpen.has(series)).length,
    };
  }
}

const openSeries = (overages: ReadonlyMap<string, OverageRecord | null>): Set<string> =>
  new Set([...overages.values()].flatMap((one) => (one?.until === null ? [seriesOf(one)] : [])));

const seriesOf = ({ account, customer, dataset, series }: OverageRecord): string =>
  JSON.stringify([account, customer, dataset, series]);
