/** What a month on AWS costs, row by row: prices, what the stack consists of, and what was measured of the collector. */
// Prices of us-east-1: https://aws.amazon.com/dynamodb/pricing/on-demand/, https://aws.amazon.com/lambda/pricing/,
// https://aws.amazon.com/cloudwatch/pricing/, https://aws.amazon.com/secrets-manager/pricing/
import { METRICS } from '../lib/metrics.ts';
import { PROVIDER_IDS } from '../lib/usage.ts';

/** Dollars: a month, a GB-second, a million, a GB-month. */
const PRICES = {
  secret: 0.4,
  millionSecretReads: 5,
  metric: 0.3,
  alarmMetric: 0.1,
  gbSecond: 0.000_013_333_4,
  millionReads: 0.125,
  millionWrites: 0.625,
  /** With point-in-time recovery. */
  gbStored: 0.45,
} as const;

/** An alarm is paid by the metric that it watches: each provider's one, two and one, and the three shared ones. */
export const ALARM_METRICS = PROVIDER_IDS.length * 4 + 3;
/** One an hour for each provider. */
const TICKS = PROVIDER_IDS.length * 730;

/** Both months that can change are read again after twenty hours, the one at hand also after each day: times a month. */
const READINGS = 48;
/**
 * Measured of one LINE WORKS customer with ten options and one plan, in both datasets, its part of the directory
 * included: units a month, and bytes after a year with the 100 that DynamoDB adds to each item.
 */
const MEASURED = { reads: 165, writes: 126, bytes: 220_000 } as const;
/** The vendor lets two months be asked for at 240 calls a minute, and at half of that after half an hour. */
const secondsOf = (customers: number): number => (customers > 3600 ? 1 : 0.5);

interface Row {
  readonly what: string;
  /** The factors, as they are shown. */
  readonly sum: string;
  /** Dollars a month. */
  readonly cost: (customers: number) => number;
}

const count = (value: number): string => value.toLocaleString('en');
const providers = PROVIDER_IDS.length;
const metrics = providers * Object.keys(METRICS.names).length;

const ROWS: readonly Row[] = [
  {
    what: 'secrets',
    sum: `${providers} × $${PRICES.secret.toFixed(2)}, ${count(TICKS)} reads × $${PRICES.millionSecretReads} a million`,
    cost: () => providers * PRICES.secret + (TICKS * PRICES.millionSecretReads) / 1e6,
  },
  { what: 'metrics', sum: `${metrics} × $${PRICES.metric.toFixed(2)}`, cost: () => metrics * PRICES.metric },
  {
    what: 'alarms',
    sum: `${ALARM_METRICS} metrics × $${PRICES.alarmMetric.toFixed(2)}`,
    cost: () => ALARM_METRICS * PRICES.alarmMetric,
  },
  {
    what: 'ticks',
    sum: `${count(TICKS)} × 1 s × 1 GB × $${PRICES.gbSecond}`,
    cost: () => TICKS * PRICES.gbSecond,
  },
  {
    what: 'reading',
    sum: `${READINGS} × 0.5 s (1 s above 3,600 customers) × 1 GB × $${PRICES.gbSecond}`,
    cost: (customers) => customers * READINGS * secondsOf(customers) * PRICES.gbSecond,
  },
  {
    what: 'table, read',
    sum: `${MEASURED.reads} units × $${PRICES.millionReads} a million`,
    cost: (customers) => (customers * MEASURED.reads * PRICES.millionReads) / 1e6,
  },
  {
    what: 'table, written',
    sum: `${MEASURED.writes} units × $${PRICES.millionWrites} a million`,
    cost: (customers) => (customers * MEASURED.writes * PRICES.millionWrites) / 1e6,
  },
  {
    what: 'table, kept for a year',
    sum: `${MEASURED.bytes / 1000} KB × $${PRICES.gbStored} a GB`,
    cost: (customers) => (customers * MEASURED.bytes * PRICES.gbStored) / 1e9,
  },
];

export interface Bill {
  readonly customers: number;
  readonly rows: ReadonlyArray<{ readonly what: string; readonly dollars: number }>;
  readonly total: number;
}

/** A month with so many customers, all of them at LINE WORKS, the vendor that shows most. */
export function billOf(customers: number): Bill {
  const rows = ROWS.map(({ what, cost }) => ({ what, dollars: cost(customers) }));
  return { customers, rows, total: rows.reduce((total, { dollars }) => total + dollars, 0) };
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The bills side by side, as Markdown. */
export function costTable(sizes: readonly number[]): string {
  const bills = sizes.map(billOf);
  return [
    line(['$ a month, customers', '', ...sizes.map(count)]),
    `|---|---|${'--:|'.repeat(sizes.length)}`,
    ...ROWS.map(({ what, sum }, at) =>
      line([what, sum, ...bills.map(({ rows }) => (rows[at]?.dollars ?? 0).toFixed(2))]),
    ),
    line(['**sum**', '', ...bills.map(({ total }) => `**${total.toFixed(2)}**`)]),
  ].join('\n');
}
