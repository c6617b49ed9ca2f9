import { addDays, startOfDay } from '../../calendar.ts';
import type { Dataset } from '../../dataset.ts';

const daily = {
  measure: 'seats',
  unit: 'seat',
  keyLabels: ['level'],
  grain: 'day',
  zone: 'UTC',
  lag: 1,
  settledAt: (day) => startOfDay(addDays(day, 1), 'UTC'),
  wave: null,
} as const satisfies Partial<Dataset>;

export const trendMicroDatasets = {
  // https://docs.trendmicro.com/en-us/documentation/article/service-management-api-005-smpiv26wfbssusag
  'vendor-license': {
    ...daily,
    labels: ['level'],
    reported: ['seat_purchase', 'seat_in_use', 'seat_count_exceed'],
    usual: { entitled: 'seat_purchase', consumed: ['seat_in_use'], exceeded: 'seat_count_exceed' },
    span: { kind: 'days', most: 365 },
    history: 365,
    finalAt: (day) => startOfDay(addDays(day, 8), 'UTC'),
  },
  // https://docs.trendmicro.com/en-us/documentation/article/service-management-api-016-smpiv26wfbsscust and -025-
  'customers-usage': {
    ...daily,
    labels: ['level', 'licenseType'],
    reported: ['seat_count', 'used'],
    usual: { entitled: 'seat_count', consumed: ['used'], exceeded: null },
    span: { kind: 'batch', most: 20 },
    history: null,
    finalAt: (day) => startOfDay(addDays(day, 1), 'UTC'),
  },
} as const satisfies Record<string, Dataset>;
