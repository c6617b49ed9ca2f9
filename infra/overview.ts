import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Stats,
  TextWidget,
  type YAxisProps,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { METRICS } from '../lib/metrics.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { Collector } from './collector.ts';
import { providerMetric } from './collector-metrics.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Gateway } from './gateway.ts';

export interface OverviewProps {
  readonly collectors: readonly Collector[];
  readonly gateway: Gateway;
  readonly deadLetters: DeadLetters;
  readonly alarms: AlarmTopic;
  readonly readme: string;
}

const FROM_ZERO: YAxisProps = { min: 0, showUnits: false };
const WHOLE = 24;
const HALF = 12;

const graph = (title: string, left: IMetric[], more: object = {}): GraphWidget =>
  new GraphWidget({ title, left, leftYAxis: FROM_ZERO, width: HALF, height: 6, ...more });

/** The dashboard: first whether anything rings, then seats, then whether the figures can be trusted, then the machinery. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { collectors, gateway, deadLetters, alarms, readme }: OverviewProps) {
    super(scope, id);
    const hour = { statistic: Stats.SUM, period: Duration.hours(1) };
    const perProvider = (name: keyof typeof METRICS.names): IMetric[] =>
      collectors.map(({ provider }) => providerMetric(provider, name).with({ label: provider }));

    new Dashboard(this, 'Dashboard', {
      dashboardName: 'Seatwatch',
      defaultInterval: Duration.days(7),
      widgets: [
        [
          new TextWidget({
            width: WHOLE,
            height: 3,
            markdown:
              '# Seatwatch\nRed below means somebody has to act; the alarm says what to do. Seats count only what is over ' +
              `and not expected. Who and which product: [the page](${gateway.address}/). More: ${readme}`,
          }),
        ],
        [new AlarmStatusWidget({ title: 'What rings', alarms: alarms.alarms, width: WHOLE, height: 4 })],
        [graph('Seats over', perProvider('seatsExceeded')), graph('Open overages', perProvider('openOverages'))],
        [
          graph('Hours since the last success', perProvider('dataAgeHours'), {
            leftAnnotations: [{ value: 30, label: 'late' }],
          }),
          graph('Windows that failed', perProvider('windowsFailed')),
        ],
        [
          graph(
            'Runs',
            collectors.map(({ provider, lambda }) => lambda.metricInvocations({ ...hour, label: provider })),
          ),
          graph(
            'Runs that failed',
            collectors.map(({ provider, lambda }) => lambda.metricErrors({ ...hour, label: provider })),
          ),
        ],
        [
          graph('Questions to the API', [
            gateway.httpApi.metricCount({ ...hour, statistic: Stats.SAMPLE_COUNT, label: 'all' }),
            gateway.httpApi.metricClientError({ ...hour, label: 'refused (4xx)' }),
            gateway.httpApi.metricServerError({ ...hour, label: 'failed (5xx)' }),
          ]),
          graph('Dead letters', [
            deadLetters.undelivered.metricApproximateNumberOfMessagesVisible({ label: 'ticks not delivered' }),
            deadLetters.failedRuns.metricApproximateNumberOfMessagesVisible({ label: 'failed runs' }),
          ]),
        ],
      ],
    });
  }
}
