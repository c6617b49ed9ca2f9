/** A series as lines to draw. Each period is as wide as it is long; where none was observed the lines break off. */
import { nextPeriod } from '../../../lib/calendar.ts';
import type { UsageItem } from '../client/answers.ts';

type Line = Array<number | null>;

export interface Points {
  /** Seconds since 1970, UTC. */
  readonly at: number[];
  readonly entitled: Line;
  readonly consumed: Line;
  /** The lower and the upper edge of what is over. */
  readonly overFrom: Line;
  readonly overTo: Line;
  /** At corrected periods the figure as it is now. */
  readonly corrected: Line;
  /** Where a period stands alone, too narrow for a line. */
  readonly alone: Line;
  /** The period at each point; empty in a gap. */
  readonly periods: string[];
}

const secondsAt = (period: string): number =>
  Date.parse(`${period.length === 7 ? `${period}-01` : period}T00:00:00Z`) / 1000;

/** `records` oldest first, all days or all months. */
export function pointsOf(records: readonly UsageItem[]): Points {
  const points: Points = {
    at: [],
    entitled: [],
    consumed: [],
    overFrom: [],
    overTo: [],
    corrected: [],
    alone: [],
    periods: [],
  };
  const add = (at: number, record: UsageItem | null, isMiddle = false, isAlone = false): void => {
    const { from, to } = record === null ? NOT_OVER : overOf(record);
    points.at.push(at);
    points.entitled.push(record?.entitled ?? null);
    points.consumed.push(record?.consumed ?? null);
    points.overFrom.push(from);
    points.overTo.push(to);
    points.corrected.push(isMiddle && record !== null && record.corrections > 0 ? record.consumed : null);
    points.alone.push(isAlone && record !== null ? record.consumed : null);
    points.periods.push(record?.period ?? '');
  };
  let expected: string | null = null;
  for (const [index, record] of records.entries()) {
    const start = secondsAt(record.period);
    const after = nextPeriod(record.period);
    const end = secondsAt(after);
    if (expected !== null && expected !== record.period) add(secondsAt(expected), null);
    add(start, record);
    const isAlone = expected !== record.period && records[index + 1]?.period !== after;
    add((start + end) / 2, record, true, isAlone);
    // A second before the next period, so that a step is upright and times only rise.
    add(end - 1, record);
    expected = after;
  }
  return points;
}

const NOT_OVER = { from: null, to: null } as const;

/** Where the vendor calls seats over that its own figures do not show, they stand on top of those held. */
function overOf({ entitled, consumed, exceeded }: UsageItem): { from: number | null; to: number | null } {
  if (exceeded === null || exceeded === 0) return NOT_OVER;
  const from = entitled ?? (consumed === null ? null : consumed - exceeded);
  return from === null ? NOT_OVER : { from, to: from + exceeded };
}
