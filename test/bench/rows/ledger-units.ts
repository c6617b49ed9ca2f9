/** What of a metered run is whose: the units of one dataset, of everything, of a single question. */
import type { Counts } from '../endpoints/orders.ts';
import type { Spent } from '../endpoints/meter.ts';

export const OPTIONS = 'option-product-usages';

/** Of everything but the run's own items: what customers of this dataset cost. */
export function unitsOf({ spent }: Counts, dataset: string): { writes: number; reads: number } {
  return sumOf(Object.entries(spent).flatMap(([kind, one]) => (kind.endsWith(` ${dataset}`) ? [one] : [])));
}

export const allUnits = ({ spent }: Counts): { writes: number; reads: number } => sumOf(Object.values(spent));

const sumOf = (all: readonly Spent[]): { writes: number; reads: number } => ({
  writes: all.reduce((sum, { writes }) => sum + writes, 0),
  reads: all.reduce((sum, { reads }) => sum + reads, 0),
});

/** The UTC day this many days before today. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
