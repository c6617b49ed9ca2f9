/**
 * Values that a vendor's documents do not name. They are data like any other and only worth a line in the log, once in
 * the life of this process.
 */
import type { Context } from './provider.ts';

const MOST_TOLD = 1000;
const told = new Set<string>();

export type Novelty = (field: string, value: string) => void;

/** Tells of each value of a field once. `vendor` is its name for people; `shown` makes a value fit for a log. */
export function noveltyOf(
  vendor: string,
  notice: Context<unknown>['notice'],
  shown: (value: string) => string = asWord,
): Novelty {
  return (field, value) => {
    const key = `${vendor} ${field} ${value}`;
    if (told.size >= MOST_TOLD || told.has(key)) return;
    told.add(key);
    notice(`${vendor} sent a value that its documents do not name`, { field, value: shown(value) });
  };
}

/** Codes are words; of anything longer or stranger only that it came is told. */
const asWord = (value: string): string => (/^[\w.-]{1,40}$/.test(value) ? value : '…');
