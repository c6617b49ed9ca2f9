/** Every dataset of every provider, for whoever reads the ledger without talking to a vendor. */
import type { Dataset } from './dataset.ts';
import { lineWorksDatasets } from './providers/line-works/datasets.ts';
import { naverCloudDatasets } from './providers/naver-cloud/datasets.ts';
import { partnerCenterDatasets } from './providers/partner-center/datasets.ts';
import { trendMicroDatasets } from './providers/trend-micro/datasets.ts';
import type { ProviderId } from './usage.ts';

export const DATASETS: Readonly<Record<ProviderId, Readonly<Record<string, Dataset>>>> = {
  'line-works': lineWorksDatasets,
  'partner-center': partnerCenterDatasets,
  'naver-cloud': naverCloudDatasets,
  'trend-micro': trendMicroDatasets,
};

export function datasetOf(provider: ProviderId, dataset: string): Dataset {
  const found = DATASETS[provider][dataset];
  if (!found) throw new RangeError(`${provider} has no dataset ${dataset}`);
  return found;
}
