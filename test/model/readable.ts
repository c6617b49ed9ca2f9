/** Which rows of a window count: those of its periods, equal ones once, contradicting and unreadable ones not at all. */
import type { Dataset } from '../../lib/dataset.ts';
import type { Reading } from '../../lib/provider.ts';
import { seriesId } from './sheet.ts';
import type { ShownWindow } from './shown.ts';

export function readable(dataset: Dataset, { rows, from, to, only }: ShownWindow) {
  const byIdentity = new Map<string, Reading[]>();
  const concerned = new Set<string>();
  let concernsAll = false;
  let rejected = 0;
  for (const row of rows) {
    const isMeant = row.customerId === null || (only?.has(row.customerId) ?? true);
    const isOutside = row.period !== undefined && (row.period < from || row.period > to);
    if (!isMeant || (dataset.history !== null && isOutside)) continue;
    if ('rejected' in row) {
      rejected++;
      if (row.customerId === null) concernsAll = true;
      else concerned.add(row.customerId);
      continue;
    }
    const identity = JSON.stringify([row.customerId, row.period, seriesId(dataset, row.productId, row.labels)]);
    byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), row]);
  }
  const counted: Reading[] = [];
  const contradictions: Reading[] = [];
  for (const same of byIdentity.values()) {
    const numbers = new Set(
      same.map(({ unit, entitled, consumed, exceeded, reported }) =>
        JSON.stringify([unit, entitled, consumed, exceeded, reported]),
      ),
    );
    const [first] = same;
    if (first && numbers.size === 1) counted.push(first);
    else if (first) {
      concerned.add(first.customerId);
      contradictions.push(first);
      rejected += same.length;
    }
  }
  return { rows: counted, concerned, concernsAll, rejected, contradictions };
}
