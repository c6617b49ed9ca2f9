/**
 * What CloudWatch makes of a line of log in the embedded metric format; it drops in silence what breaks a rule, so this
 * throws. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
import * as v from 'valibot';

const UNITS = ['Seconds', 'Milliseconds', 'Bytes', 'Percent', 'Count', 'Count/Second', 'None'] as const;
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1024));

const directive = v.strictObject({
  Namespace: v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.regex(/^[\w./#: -]+$/)),
  Dimensions: v.pipe(v.array(v.pipe(v.array(name), v.maxLength(30))), v.minLength(1)),
  Metrics: v.pipe(
    v.array(
      v.strictObject({
        Name: name,
        Unit: v.optional(v.picklist(UNITS), 'None'),
        StorageResolution: v.optional(v.picklist([1, 60])),
      }),
    ),
    v.minLength(1),
    v.maxLength(100),
  ),
});

const envelope = v.looseObject({
  _aws: v.strictObject({
    Timestamp: v.pipe(v.number(), v.safeInteger()),
    CloudWatchMetrics: v.pipe(v.array(directive), v.minLength(1)),
  }),
});

const dimensionValue = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const metricValue = v.pipe(v.number(), v.finite());

export interface MetricLine {
  readonly metrics: ReadonlyArray<{
    readonly namespace: string;
    readonly name: string;
    readonly unit: string;
    /** One for each set of dimensions: their names and values. */
    readonly dimensions: ReadonlyArray<Readonly<Record<string, string>>>;
    readonly value: number;
  }>;
  readonly at: Date;
  /** What is neither a metric nor a dimension: found by queries, paid for by nobody. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export function readMetricLine(line: string): MetricLine {
  if (line.includes('\n')) throw new Error('more than one line is more than one event');
  if (Buffer.byteLength(line) > 1_000_000) throw new Error('an event holds at most a megabyte');
  const { _aws: told, ...members } = v.parse(envelope, JSON.parse(line));
  const used = new Set<string>();
  const member = <T>(key: string, schema: v.GenericSchema<unknown, T>): T => {
    used.add(key);
    // Only what stands at the top level, under its own name, is found.
    if (!Object.hasOwn(members, key)) throw new Error(`there is no ${key} at the top level`);
    return v.parse(schema, members[key]);
  };
  const metrics = told.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.map(({ Name, Unit }) => ({
      namespace: Namespace,
      name: Name,
      unit: Unit,
      dimensions: Dimensions.map((set) => Object.fromEntries(set.map((key) => [key, member(key, dimensionValue)]))),
      value: member(Name, metricValue),
    })),
  );
  const properties = Object.fromEntries(Object.entries(members).filter(([key]) => !used.has(key)));
  return { metrics, at: new Date(told.Timestamp), properties };
}
