import { addDays, addMonths, monthOf, startOfDay } from '../../calendar.ts';
import type { Dataset } from '../../dataset.ts';

// The vendor states no zone: days are taken as Japan's, where it meters at 0:00.
const zone = 'Asia/Tokyo';

const calendar = {
  measure: 'seats',
  unit: 'seat',
  grain: 'day',
  zone,
  span: { kind: 'month', per: 'customer' },
  history: 12,
  lag: 1,
  usual: { entitled: 'licenseCount', consumed: ['memberCount'], exceeded: null },
  finalAt: (day) => startOfDay(`${addMonths(monthOf(day), 2)}-01`, zone),
  settledAt: (day) => startOfDay(addDays(day, 1), zone),
  wave: null,
  term: ({ plan }) => (plan?.startsWith('ANNUAL') ? 'annual' : plan === 'MONTHLY' ? 'monthly' : null),
} as const satisfies Partial<Dataset>;

export const lineWorksDatasets = {
  // https://developers.worksmobile.com/jp/docs/partner-customer-usage-list
  usages: {
    ...calendar,
    keyLabels: ['plan'],
    labels: ['plan', 'status'],
    reported: ['memberCount', 'licenseCount', 'maxMemberCount'],
  },
  // https://developers.worksmobile.com/jp/docs/partner-customer-option-product-usage-list
  'option-product-usages': {
    ...calendar,
    keyLabels: ['plan'],
    labels: ['plan'],
    reported: ['memberCount', 'licenseCount', 'quantity', 'usageCount'],
  },
} as const satisfies Record<string, Dataset>;
