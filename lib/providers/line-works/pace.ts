/**
 * How fast LINE WORKS may be asked. Its limit counts per API operation and per domain that owns the app.
 * https://developers.worksmobile.com/jp/docs/rate-limits
 */
import { setTimeout as delay } from 'node:timers/promises';
import { SeatwatchError } from '../../errors.ts';

// A minute and a little: what leaves here a minute apart can arrive closer together.
const WINDOW_MS = 61_000;
// A vendor that asks for hours must not block this process for hours.
const LONGEST_HOLD_MS = 600_000;

export interface Pace {
  /** Resolves when one more request under this key is allowed; throws `OUT_OF_TIME` when the signal aborts first. */
  take(key: string, mostPerMinute: number, signal: AbortSignal): Promise<void>;
  /** Nothing leaves under this key for so many milliseconds. */
  hold(key: string, ms: number): void;
}

export interface PaceOptions {
  /** Milliseconds of a clock that only runs forward. */
  readonly clock?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

interface Lane {
  /** When the latest requests left, oldest first. */
  readonly left: number[];
  heldUntil: number;
}

export function createPace({ clock = () => performance.now(), sleep = pause }: PaceOptions = {}): Pace {
  const lanes = new Map<string, Lane>();
  const laneOf = (key: string): Lane => {
    let lane = lanes.get(key);
    if (!lane) {
      lane = { left: [], heldUntil: 0 };
      lanes.set(key, lane);
    }
    return lane;
  };

  return {
    async take(key, mostPerMinute, signal) {
      const lane = laneOf(key);
      for (;;) {
        const now = clock();
        while ((lane.left[0] ?? now) <= now - WINDOW_MS) lane.left.shift();
        const blocking = lane.left.at(-mostPerMinute);
        const free = Math.max(lane.heldUntil, blocking === undefined ? now : blocking + WINDOW_MS);
        if (free <= now) {
          lane.left.push(now);
          return;
        }
        try {
          await sleep(Math.ceil(free - now), signal);
        } catch {
          throw new SeatwatchError('OUT_OF_TIME', 'the time of this run is over');
        }
      }
    },
    hold(key, ms) {
      const lane = laneOf(key);
      lane.heldUntil = Math.max(lane.heldUntil, clock() + Math.min(ms, LONGEST_HOLD_MS));
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => delay(ms, undefined, { signal });
