import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../lib/settings.ts';
import { longestGap } from '../lib/schedule.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { Collector } from './collector.ts';
import { providerMetric } from './collector-metrics.ts';
import { seeAlso } from './runbook.ts';

/** A day without success and the hours in which it could have been made good. */
const LATE_HOURS = 30;
const FAILED_RUNS = 3;
const MISSED_TICKS = 3;
const DAY_MINUTES = 1440;

/** The three alarms of one provider. */
export function addCollectorAlarms(alarms: AlarmTopic, { provider, lambda }: Collector, settings: Settings): void {
  const { overageThreshold, schedule } = settings.providers[provider];
  const { readme } = settings;
  const gap = longestGap(schedule) ?? 60;

  alarms.add(`${provider}-seat-overage`, {
    metric: providerMetric(provider, 'seatsExceeded'),
    threshold: overageThreshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    // No news from a collector is no news that the seats are paid for.
    treatMissingData: TreatMissingData.IGNORE,
    alarmDescription:
      `More than ${overageThreshold} seats over at ${provider}. Open the page or GET /v1/overages?provider=${provider} ` +
      `to see whose; then buy seats, free some, or name the overage as expected. ${seeAlso(readme, 'overage')}`,
  });

  // A run throws when something was due and nothing of it could be stored. A refused customer is due once in 20 hours,
  // so it fails one tick and leaves the next ones clean: periods in a row in which no run succeeded tell it apart.
  const period = Duration.minutes(Math.max(gap, 5));
  alarms.add(`${provider}-collection-failing`, {
    metric: new MathExpression({
      expression: 'IF(errors >= runs, 1, 0)',
      usingMetrics: { errors: lambda.metricErrors({ period }), runs: lambda.metricInvocations({ period }) },
      label: 'No run succeeded',
      period,
    }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: FAILED_RUNS,
    datapointsToAlarm: FAILED_RUNS,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription:
      `${FAILED_RUNS} runs in a row brought nothing from ${provider}. GET /v1/runs?provider=${provider} names the ` +
      `failure: renew credentials or consent, or wait when the vendor is down. ${seeAlso(readme, 'failing')}`,
  });

  // One period as long as three ticks: its largest age counts at once, and silence only when all three are missing.
  const watched = MISSED_TICKS * gap;
  alarms.add(`${provider}-data-late`, {
    metric: providerMetric(provider, 'dataAgeHours', Duration.minutes(Math.min(watched, DAY_MINUTES))),
    threshold: LATE_HOURS,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: Math.ceil(watched / DAY_MINUTES),
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription:
      `Nothing new from ${provider} for more than ${LATE_HOURS} hours, or ${MISSED_TICKS} ticks without a run. ` +
      `GET /v1/providers shows which account; without runs look at the schedule, the collector's log and the dead ` +
      `letters. ${seeAlso(readme, 'late')}`,
  });
}
