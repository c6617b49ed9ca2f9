/** What the routes answer, for the API's description. Fields stand in the order in which answers and CSV show them. */
import * as v from 'valibot';
import { TERMS } from '../../lib/dataset.ts';
import { DATASETS } from '../../lib/datasets.ts';
import { type Code, CONSEQUENCES } from '../../lib/errors.ts';
import { MEASURES, PROVIDER_IDS } from '../../lib/usage.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const figure = v.nullable(v.number());
const instant = v.pipe(v.string(), v.isoTimestamp(), v.description('UTC.'));
const period = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}(-\d{2})?$/),
  v.description("A day or a month, `2026-11-20` or `2026-11`, of the vendor's calendar."),
);
const labels = v.pipe(
  v.record(v.string(), v.nullable(v.string())),
  v.description('By name; null where the vendor does not say.'),
);
const reported = v.pipe(
  v.record(v.string(), v.nullable(v.number())),
  v.description("The vendor's numbers under the vendor's names."),
);

const dataset = v.picklist([...new Set(Object.values(DATASETS).flatMap((datasets) => Object.keys(datasets)))]);
const code = v.pipe(v.picklist(Object.keys(CONSEQUENCES) as Code[]), v.description('Why it failed.'));

const account = { provider: v.picklist(PROVIDER_IDS), account: v.string() };
const customer = { customerId: v.string(), customerName: v.nullable(v.string()) };
const product = { productId: v.string(), productName: v.string() };

export const usageRecord = v.object({
  ...account,
  dataset,
  ...customer,
  ...product,
  measure: v.picklist(MEASURES),
  unit: v.nullable(v.string()),
  labels,
  period,
  entitled: figure,
  consumed: figure,
  exceeded: figure,
  reported,
  final: v.boolean(),
  corrections: count,
  observedAt: instant,
});

export const overage = v.object({
  ...account,
  dataset,
  ...customer,
  ...product,
  labels,
  since: period,
  until: v.nullable(period),
  peak: v.number(),
  entitled: figure,
  consumed: figure,
  exceeded: v.number(),
  asOf: period,
  expected: v.pipe(v.boolean(), v.description('Agreed with the customer: counted in no metric and no message.')),
});

export const customerTotals = v.object({
  ...account,
  ...customer,
  series: count,
  entitled: figure,
  consumed: figure,
  exceeded: figure,
  asOf: period,
});

export const underusedSeats = v.object({
  ...account,
  dataset,
  ...customer,
  ...product,
  labels,
  plan: v.nullable(v.string()),
  term: v.pipe(v.nullable(v.picklist(TERMS)), v.description('For how long they are bought; null where nobody says.')),
  entitled: count,
  consumed: count,
  free: v.pipe(count, v.description('On the day `asOf`.')),
  lowest: v.pipe(
    v.nullable(count),
    v.description(
      'The fewest that were free on any observed day; null when fewer than half of the days were observed.',
    ),
  ),
  since: v.pipe(v.nullable(period), v.description('Since when `lowest` were free, at most a year back.')),
  observed: v.pipe(count, v.description('Of how many of the `expected` days both figures are known.')),
  expected: count,
  asOf: period,
});

export const runResult = v.object({
  provider: v.picklist(PROVIDER_IDS),
  runId: v.string(),
  status: v.picklist(['running', 'complete', 'partial', 'failed']),
  startedAt: instant,
  finishedAt: v.nullable(instant),
  scheduledTime: v.nullable(v.string()),
  windows: v.object({ due: count, collected: count, failed: count, deferred: count }),
  records: v.object({ read: count, changed: count, unchanged: count, rejected: count, withdrawn: count }),
  overages: v.object({ opened: count, closed: count, open: count, exceeded: count }),
  failures: v.array(
    v.object({
      account: v.nullable(v.string()),
      dataset: v.nullable(dataset),
      customerId: v.nullable(v.string()),
      window: v.nullable(v.string()),
      code,
      message: v.string(),
    }),
  ),
  failuresOmitted: count,
  messages: v.optional(
    v.pipe(
      v.array(v.object({ id: v.string(), kind: v.picklist(['opened', 'peak', 'closed']), text: v.string() })),
      v.description('What people were told of overages, at most 100; absent when there was nothing to tell.'),
    ),
  ),
});

export const providerStatus = v.object({
  ...account,
  status: v.picklist(['unconfigured', 'never', 'failing', 'late', 'ok']),
  simulated: v.boolean(),
  lastRun: v.nullable(runResult),
  lastSuccessAt: v.nullable(instant),
  newestPeriod: v.nullable(period),
  openOverages: count,
  missing: v.pipe(count, v.description('Periods of a customer and dataset that are missing or failed.')),
  credentialExpiresAt: v.nullable(instant),
});

export const coverageItem = v.object({
  ...account,
  customerId: v.string(),
  dataset,
  period,
  state: v.picklist(['observed', 'provisional', 'failed', 'missing']),
  lastAttemptAt: v.nullable(instant),
  code: v.nullable(code),
});

const correctedFigures = v.object({ entitled: figure, consumed: figure, exceeded: figure, reported });

export const correction = v.object({
  ...account,
  dataset,
  ...customer,
  ...product,
  labels,
  period,
  before: correctedFigures,
  after: v.nullable(v.pipe(correctedFigures, v.description('Null: the record was withdrawn.'))),
  observedAt: instant,
  correctedAt: instant,
});

const next = v.nullable(v.pipe(v.string(), v.description('The cursor of the next page; null at the end.')));

export const pageOf = <const Item extends v.GenericSchema<unknown, unknown>>(item: Item) =>
  v.object({ items: v.array(item), next });

/** The gateway refuses in its own form what it does not hand on. */
export const gatewayAnswer = v.object({ message: v.string() });

export const problemAnswer = v.object({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  detail: v.string(),
  parameter: v.optional(v.pipe(v.string(), v.description('The parameter at fault.'))),
});
