import { addDays, startOfDay } from '../../calendar.ts';
import type { Dataset } from '../../dataset.ts';

const calendar = {
  grain: 'day',
  // processedDateTime carries no offset; UTC is assumed.
  zone: 'UTC',
  span: { kind: 'snapshot' },
  history: null,
  lag: 1,
  // Each service is processed on its own day; a day is final once a later one of the same service has come.
  finalAt: null,
  settledAt: (day) => startOfDay(addDays(day, 1), 'UTC'),
  wave: 'serviceCode',
} as const satisfies Partial<Dataset>;

export const partnerCenterDatasets = {
  // https://learn.microsoft.com/en-us/partner-center/developer/get-licenses-usage-information
  usage: {
    ...calendar,
    measure: 'activity',
    unit: 'licence',
    keyLabels: ['workloadCode', 'serviceCode', 'channel'],
    labels: ['workloadCode', 'workloadName', 'serviceCode', 'serviceName', 'channel'],
    // The vendor's table and its sample spell the first one differently.
    reported: ['licensesActive', 'licenseActive', 'licensesQualified'],
    usual: { entitled: 'licensesQualified', consumed: ['licensesActive', 'licenseActive'], exceeded: null },
  },
  // https://learn.microsoft.com/en-us/partner-center/developer/get-licenses-deployment-information
  deployment: {
    ...calendar,
    measure: 'seats',
    unit: 'seat',
    keyLabels: ['serviceCode', 'channel'],
    labels: ['serviceCode', 'serviceName', 'channel'],
    reported: ['licensesDeployed', 'licensesSold'],
    usual: { entitled: 'licensesSold', consumed: ['licensesDeployed'], exceeded: null },
  },
} as const satisfies Record<string, Dataset>;
