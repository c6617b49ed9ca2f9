/** A series: one customer's one product in one dataset under one set of key labels. */
import type { Dataset } from './dataset.ts';
import { digestOf } from './digest.ts';
import type { Labels } from './usage.ts';

/** Twelve characters that stand for the identity inside a customer and dataset; 72 bits never met twice. */
export type SeriesKey = string;

/** What a series is called; kept once, apart from its numbers. */
export interface SeriesNames {
  readonly productId: string;
  readonly productName: string | null;
  readonly labels: Labels;
}

/** Labels that many rows share, with the keys of their products once they were met again. */
interface Shared {
  readonly labels: Labels;
  readonly dataset: Dataset;
  keys: Map<string, SeriesKey> | null;
}

const recent: Shared[] = [];
const MOST_RECENT = 16;
/** Labels can be the same for as long as the process lives. */
const MOST_SHARING = 5000;
let oldest = 0;

export function seriesKey(dataset: Dataset, productId: string, labels: Labels): SeriesKey {
  for (const shared of recent) {
    if (shared.labels !== labels || shared.dataset !== dataset) continue;
    const keys = (shared.keys ??= new Map<string, SeriesKey>());
    const found = keys.get(productId);
    if (found !== undefined) return found;
    const key = keyOf(dataset, productId, labels);
    if (keys.size >= MOST_SHARING) keys.clear();
    keys.set(productId, key);
    return key;
  }
  recent[oldest] = { labels, dataset, keys: null };
  oldest = (oldest + 1) % MOST_RECENT;
  return keyOf(dataset, productId, labels);
}

const known = new Map<string, SeriesKey>();

function keyOf(dataset: Dataset, productId: string, labels: Labels): SeriesKey {
  // Each part after its length: whatever ids hold, no two identities read alike.
  let identity = `${productId.length}:${productId}`;
  for (const label of dataset.keyLabels) {
    const value = labels[label];
    identity += value === null || value === undefined ? '-' : `${value.length}:${value}`;
  }
  let key = known.get(identity);
  if (key === undefined) {
    key = digestOf(identity);
    if (known.size > 50_000) known.clear();
    known.set(identity, key);
  }
  return key;
}

/** The value of the label that parts a dataset into waves; '' where it has none or the row does not say. */
export const waveOf = (dataset: Dataset, labels: Labels): string =>
  dataset.wave === null ? '' : (labels[dataset.wave] ?? '');

export const sameLabels = (a: Labels, b: Labels, names: readonly string[]): boolean =>
  names.every((name) => (a[name] ?? null) === (b[name] ?? null));
