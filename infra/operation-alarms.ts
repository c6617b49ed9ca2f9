import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Gateway } from './gateway.ts';
import { seeAlso } from './runbook.ts';

export interface Operated {
  readonly gateway: Gateway;
  readonly deadLetters: DeadLetters;
  readonly readme: string;
}

/** The alarms of what all providers share. */
export function addOperationAlarms(alarms: AlarmTopic, { gateway, deadLetters, readme }: Operated): void {
  const atLeast = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
  const treatMissingData = TreatMissingData.NOT_BREACHING;

  alarms.add('api-errors', {
    metric: gateway.httpApi.metricServerError({ statistic: Stats.SUM, period: Duration.minutes(15) }),
    threshold: 3,
    comparisonOperator: atLeast,
    evaluationPeriods: 1,
    treatMissingData,
    alarmDescription:
      'The API answered 3 or more questions with a 5xx within 15 minutes. The log of its function holds the reason, ' +
      `the access log the routes. ${seeAlso(readme, 'api')}`,
  });

  alarms.add('dead-letters', {
    metric: deadLetters.undelivered.metricApproximateNumberOfMessagesVisible({
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    }),
    threshold: 1,
    comparisonOperator: atLeast,
    evaluationPeriods: 1,
    treatMissingData,
    alarmDescription:
      'A scheduled tick could not be handed to its collector. The message in the queue says why; nothing is lost, ' +
      `the next tick collects what is due. Empty the queue when done. ${seeAlso(readme, 'deadLetters')}`,
  });

  // Single failed runs are everyday life, three in a row ring the provider's own alarm; this is for what comes and goes.
  alarms.add('failed-runs', {
    metric: deadLetters.failedRuns.metricNumberOfMessagesSent({ statistic: Stats.SUM, period: Duration.hours(1) }),
    threshold: 1,
    comparisonOperator: atLeast,
    evaluationPeriods: 24,
    datapointsToAlarm: 8,
    treatMissingData,
    alarmDescription:
      'Runs failed in 8 of the last 24 hours. The queue of failed runs holds their events and errors, GET /v1/runs ' +
      `what they were about. ${seeAlso(readme, 'deadLetters')}`,
  });
}
