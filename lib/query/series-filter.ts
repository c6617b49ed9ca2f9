/** Which datasets and series a question is about. Pure. */
import type { Dataset } from '../dataset.ts';
import { DATASETS } from '../datasets.ts';
import { customerKey } from '../ledger/keys.ts';
import type { Labels, ProviderId } from '../usage.ts';

export interface SeriesFilter {
  readonly dataset?: string | undefined;
  readonly product?: string | undefined;
  readonly measure?: string | undefined;
  readonly level?: string | undefined;
}

/** The datasets that can hold an answer, in the order of their names. */
export function datasetsFor(provider: ProviderId, filter: SeriesFilter): Array<readonly [name: string, Dataset]> {
  return Object.entries(DATASETS[provider])
    .filter(
      ([name, dataset]) =>
        (filter.dataset === undefined || filter.dataset === name) &&
        (filter.measure === undefined || filter.measure === dataset.measure) &&
        (filter.level === undefined || dataset.labels.includes('level')),
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** GUIDs are one product in any case of letters. */
export const isWanted = (series: { productId: string; labels: Labels }, filter: SeriesFilter): boolean =>
  (filter.product === undefined || customerKey(series.productId) === customerKey(filter.product)) &&
  (filter.level === undefined || series.labels['level'] === filter.level);
