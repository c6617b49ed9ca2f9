import { nextPeriod, startOfDay } from '../../calendar.ts';
import type { Dataset } from '../../dataset.ts';

const zone = 'Asia/Seoul';
/** The vendor states no finality; the previous month is read again for a week after its end. */
const finalAt = (month: string): Date => startOfDay(`${nextPeriod(month)}-08`, zone);

export const naverCloudDatasets = {
  // https://api.ncloud-docs.com/docs/en/platform-costandusage-getcontractusagelist
  'contract-usage': {
    measure: 'metered',
    unit: null,
    keyLabels: ['contractNo', 'contractProductSequence', 'meteringType'],
    labels: [
      'contractNo',
      'contractProductSequence',
      'meteringType',
      'contractType',
      'productItemKind',
      'productRatingType',
      'regionCode',
      'instanceName',
      'contractStatus',
    ],
    reported: ['usageQuantity', 'userUsageQuantity'],
    usual: { entitled: null, consumed: ['usageQuantity'], exceeded: null },
    grain: 'month',
    zone,
    span: { kind: 'month', per: 'account' },
    history: 3,
    lag: 0,
    finalAt,
    settledAt: finalAt,
    wave: null,
  },
} as const satisfies Record<string, Dataset>;
