import { SeatwatchError } from './errors.ts';

/** What everything that waits or asks ends with when the time of its run is over. */
export const outOfTime = (): SeatwatchError => new SeatwatchError('OUT_OF_TIME', 'the time of this run is over');

/** Waits; throws OUT_OF_TIME as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(outOfTime());
    const stop = (): void => {
      clearTimeout(timer);
      reject(outOfTime());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
