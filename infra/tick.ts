import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProviderId } from '../lib/usage.ts';
import { allow } from './bundled-function.ts';

/** Unless told otherwise Scheduler repeats an invocation 185 times over a day; here the next tick is never far. */
const RETRY = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 900 };

export interface TickProps {
  readonly provider: ProviderId;
  readonly group: CfnScheduleGroup;
  /** `rate(…)` or `cron(…)`, evaluated in the zone. */
  readonly schedule: string;
  readonly timeZone: string;
  readonly collector: IFunction;
  readonly undelivered: IQueue;
}

/** The schedule of one collector, under the provider's name. */
export class Tick extends Construct {
  constructor(scope: Construct, id: string, props: TickProps) {
    super(scope, id);
    const { provider, group, collector, undelivered } = props;
    const stack = Stack.of(this);
    const groupArn = stack.formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: group.ref,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const role = new Role(this, 'Role', {
      // Only for schedules of this group: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': groupArn } },
      }),
      inlinePolicies: {
        Needs: new PolicyDocument({
          statements: [
            allow(['lambda:InvokeFunction'], collector.functionArn),
            allow(['sqs:SendMessage'], undelivered.queueArn),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      name: provider,
      groupName: group.ref,
      description: `Lets Seatwatch collect from ${provider} what is due`,
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: props.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: collector.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: RETRY,
        deadLetterConfig: { arn: undelivered.queueArn },
      },
    });
  }
}
