import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS } from '../lib/metrics.ts';
import type { ProviderId } from '../lib/usage.ts';

/** The largest value of a provider's metric, which its collector sends with every run. */
export const providerMetric = (
  provider: ProviderId,
  name: keyof typeof METRICS.names,
  period: Duration = Duration.hours(1),
): Metric =>
  new Metric({
    namespace: METRICS.namespace,
    metricName: METRICS.names[name],
    dimensionsMap: { [METRICS.dimension]: provider },
    statistic: Stats.MAXIMUM,
    period,
  });
