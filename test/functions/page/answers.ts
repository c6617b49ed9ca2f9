/** Answers of the API as the page gets them, small and complete. */
import type {
  Correction,
  Overage,
  ProviderState,
  Run,
  Totals,
  UsageItem,
} from '../../../functions/page/client/answers.ts';

export const CUSTOMER = { provider: 'line-works', account: 'default', customerId: '10000002' } as const;

export const usageItem = (change: Partial<UsageItem> = {}): UsageItem => ({
  ...CUSTOMER,
  dataset: 'option-product-usages',
  customerName: 'Hinode Clinic',
  productId: 'WORKS/ACV3/ACV301',
  productName: 'Mail archive',
  measure: 'seats',
  unit: 'seat',
  labels: { plan: 'ANNUAL_LICENSE' },
  period: '2026-11-20',
  entitled: 105,
  consumed: 100,
  exceeded: 0,
  reported: {},
  final: true,
  corrections: 0,
  observedAt: '2026-11-21T02:00:00Z',
  ...change,
});

export const overage = (change: Partial<Overage> = {}): Overage => ({
  ...CUSTOMER,
  dataset: 'option-product-usages',
  customerName: 'Hinode Clinic',
  productId: 'WORKS/ACV3/ACV301',
  productName: 'Mail archive',
  labels: { plan: 'ANNUAL_LICENSE' },
  since: '2026-09-16',
  until: null,
  peak: 9,
  entitled: 105,
  consumed: 113,
  exceeded: 8,
  asOf: '2026-11-20',
  expected: false,
  ...change,
});

export const totals = (change: Partial<Totals> = {}): Totals => ({
  ...CUSTOMER,
  customerName: 'Hinode Clinic',
  series: 3,
  entitled: 210,
  consumed: 218,
  exceeded: 8,
  asOf: '2026-11-20',
  ...change,
});

export const run = (change: Partial<Run> = {}): Run => ({
  provider: 'line-works',
  runId: 'run-1',
  status: 'complete',
  startedAt: '2026-11-21T02:00:00Z',
  finishedAt: '2026-11-21T02:01:00Z',
  scheduledTime: null,
  windows: { due: 1, collected: 1, failed: 0, deferred: 0 },
  records: { read: 1, changed: 1, unchanged: 0, rejected: 0, withdrawn: 0 },
  overages: { opened: 0, closed: 0, open: 1, exceeded: 8 },
  failures: [],
  failuresOmitted: 0,
  ...change,
});

export const providerState = (change: Partial<ProviderState> = {}): ProviderState => ({
  provider: 'line-works',
  account: 'default',
  status: 'ok',
  simulated: true,
  lastRun: run(),
  lastSuccessAt: '2026-11-21T02:01:00Z',
  newestPeriod: '2026-11-20',
  openOverages: 1,
  missing: 0,
  credentialExpiresAt: null,
  ...change,
});

export const correction = (change: Partial<Correction> = {}): Correction => ({
  ...CUSTOMER,
  dataset: 'option-product-usages',
  customerName: 'Hinode Clinic',
  productId: 'WORKS/ACV3/ACV301',
  productName: 'Mail archive',
  labels: { plan: 'ANNUAL_LICENSE' },
  period: '2026-11-10',
  before: { entitled: 105, consumed: 90, exceeded: 0, reported: {} },
  after: { entitled: 105, consumed: 99, exceeded: 0, reported: {} },
  observedAt: '2026-11-11T02:00:00Z',
  correctedAt: '2026-11-15T02:00:00Z',
  ...change,
});
