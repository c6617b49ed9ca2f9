/** The four metrics of a run, by the embedded metric format: names shared with the alarms that watch them. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { RunResult } from './run-result.ts';
import type { ProviderId } from './usage.ts';

export const METRICS = {
  namespace: 'Seatwatch',
  dimension: 'Provider',
  names: {
    seatsExceeded: 'SeatsExceeded',
    openOverages: 'OpenOverages',
    windowsFailed: 'WindowsFailed',
    dataAgeHours: 'DataAgeHours',
  },
} as const;

export interface Gauges {
  /** Seats over in all open overages that were not expected. */
  readonly seatsExceeded: number;
  readonly openOverages: number;
  /** Hours since the earliest last success of the provider's accounts; 0 when none is configured. */
  readonly dataAgeHours: number;
}

/** One line of log that CloudWatch reads as metrics, with the run's other figures as its properties. */
export function metricLine(provider: ProviderId, result: RunResult, gauges: Gauges): string {
  const metrics = new Metrics({ namespace: METRICS.namespace });
  // Without this Powertools adds a dimension `service`, and an alarm on the provider alone would never see a value.
  metrics.clearDefaultDimensions();
  metrics.addDimension(METRICS.dimension, provider);
  metrics.addMetric(METRICS.names.seatsExceeded, MetricUnit.Count, gauges.seatsExceeded);
  metrics.addMetric(METRICS.names.openOverages, MetricUnit.Count, gauges.openOverages);
  metrics.addMetric(METRICS.names.windowsFailed, MetricUnit.Count, result.windows.failed);
  metrics.addMetric(METRICS.names.dataAgeHours, MetricUnit.NoUnit, gauges.dataAgeHours);
  const { runId, status, startedAt, finishedAt, windows, records, overages } = result;
  return JSON.stringify({
    ...metrics.serializeMetrics(),
    runId,
    status,
    startedAt,
    finishedAt,
    windows,
    records,
    overages,
  });
}
