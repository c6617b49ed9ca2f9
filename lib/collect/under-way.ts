/** How far a run is, kept in its record while it goes on: whoever follows it over the API sees it move. */
import type { RunResult } from '../run-result.ts';

interface Count {
  /** Collected or failed. */
  readonly done: number;
  readonly failed: number;
  readonly due: number;
}

export interface UnderWay {
  note(account: string, count: Count): void;
  /** Nothing is written any more once this resolves: the end of the run has the last word. */
  end(): Promise<void>;
}

/** A person looks every few seconds; more would be writes for nobody. */
const EVERY_MS = 3000;

/** `write` may fail: the end of the run is written in any case. */
export function createUnderWay(write: (windows: RunResult['windows']) => Promise<void>, now: () => Date): UnderWay {
  const counts = new Map<string, Count>();
  let lastAt = now().getTime();
  let writing: Promise<void> | null = null;
  let ended = false;
  const sum = (name: keyof Count): number => [...counts.values()].reduce((total, count) => total + count[name], 0);
  return {
    note: (account, count) => {
      counts.set(account, count);
      const at = now().getTime();
      if (ended || writing || at - lastAt < EVERY_MS) return;
      lastAt = at;
      const [done, failed, due] = [sum('done'), sum('failed'), sum('due')];
      writing = write({ due, collected: done - failed, failed, deferred: due - done })
        .catch(() => undefined)
        .finally(() => {
          writing = null;
        });
    },
    end: async () => {
      ended = true;
      await writing;
    },
  };
}
