import type { Fault } from './fault.ts';

/** The faults that are switched on, and which of them a request meets. */
export interface Aiming {
  readonly add: (fault: Fault) => void;
  clear(): void;
  /** The first one that is meant for this target; asking counts as meeting it. */
  next(target: string): Fault | undefined;
  /** Those that can still meet a request. */
  readonly active: () => readonly Fault[];
}

export function createAiming(): Aiming {
  const entries: Array<{ fault: Fault; left: number; skip: number }> = [];
  return {
    add: (fault) => {
      entries.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, skip: fault.after ?? 0 });
    },
    clear: () => {
      entries.length = 0;
    },
    next: (target) => {
      for (const entry of entries) {
        if (entry.left <= 0 || (entry.fault.path !== undefined && !target.includes(entry.fault.path))) continue;
        if (entry.skip-- > 0) continue;
        entry.left--;
        return entry.fault;
      }
      return undefined;
    },
    active: () => entries.filter(({ left }) => left > 0).map(({ fault }) => fault),
  };
}
