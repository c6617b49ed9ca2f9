/** The time requests are signed with. The gateway refuses what is five minutes or more off its own clock. */
const TOLERATED_MS = 60_000;

export interface Clock {
  /** Epoch milliseconds for the next signature. */
  stamp(): number;
  /** Takes over the time of a `Date` header, once; false when that would change nothing. */
  correct(date: string | undefined): boolean;
}

export function createClock(now: () => Date, notice: (message: string, facts: { seconds: number }) => void): Clock {
  let offsetMs = 0;
  let corrected = false;
  return {
    stamp: () => now().getTime() + offsetMs,
    correct: (date) => {
      const off = Date.parse(date ?? '') - now().getTime();
      if (corrected || Number.isNaN(off) || Math.abs(off) <= TOLERATED_MS) return false;
      corrected = true;
      offsetMs = off;
      notice('the clock differs from the gateway; signing with the time of the gateway', {
        seconds: Math.round(off / 1000),
      });
      return true;
    },
  };
}
