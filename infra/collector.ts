import { join } from 'node:path';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { EventInvokeConfig, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { toEnvironment } from '../lib/function-settings.ts';
import type { Settings } from '../lib/settings.ts';
import type { ProviderId } from '../lib/usage.ts';
import { allow, BundledFunction } from './bundled-function.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Ledger } from './ledger.ts';
import { COLLECTOR_NODE_OPTIONS } from './node-options.ts';
import { Tick } from './tick.ts';

export interface CollectorProps {
  readonly provider: ProviderId;
  readonly settings: Settings;
  /** Folder of all bundles. */
  readonly bundles: string;
  /** Its credentials. */
  readonly secretArn: string;
  readonly ledger: Ledger;
  readonly deadLetters: DeadLetters;
  /** Where it tells of overages. */
  readonly topic: ITopic;
  readonly schedules: CfnScheduleGroup;
}

/** What `lib/ledger` and the lease of `lib/secrets` call. */
const LEDGER_ACTIONS = ['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'];

/** One provider: the function that reads from it, what becomes of its failures, and its schedule. */
export class Collector extends Construct {
  readonly provider: ProviderId;
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: CollectorProps) {
    super(scope, id);
    const { provider, settings, secretArn, ledger, deadLetters, topic } = props;
    const { schedule, timeZone } = settings.providers[provider];
    const { webhookSecret } = settings.notify;
    const { lambda } = new BundledFunction(this, 'Collect', {
      description: `Collects licences and usage from ${provider} into the ledger`,
      bundle: join(props.bundles, `collect-${provider}`),
      timeout: Duration.minutes(15),
      environment: {
        NODE_OPTIONS: COLLECTOR_NODE_OPTIONS,
        SEATWATCH_TABLE: ledger.table.tableName,
        SEATWATCH_SECRET: secretArn,
        SEATWATCH_TOPIC: topic.topicArn,
        ...(webhookSecret === null ? {} : { SEATWATCH_WEBHOOK_SECRET: webhookSecret }),
        ...toEnvironment(settings),
      },
      logRetentionDays: settings.logRetentionDays,
      reservedConcurrency: settings.reservedConcurrency,
      may: [
        allow(
          LEDGER_ACTIONS.map((action) => `dynamodb:${action}`),
          ledger.tableArn,
        ),
        allow(['dynamodb:Query'], ledger.indexArn),
        allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], secretArn),
        ...(webhookSecret === null ? [] : [allow(['secretsmanager:GetSecretValue'], this.arnOf(webhookSecret))]),
        allow(['sns:Publish'], topic.topicArn),
        allow(['sqs:SendMessage'], deadLetters.failedRuns.queueArn),
      ],
    });
    // Lambda would run a failed collection again after one and two minutes; the next tick does so with a fresh look at
    // what is due.
    new EventInvokeConfig(this, 'Asynchronous', {
      function: lambda,
      retryAttempts: 0,
      maxEventAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: deadLetters.failedRuns.queueArn }) },
    });
    new Tick(this, 'Tick', {
      provider,
      group: props.schedules,
      schedule,
      timeZone,
      collector: lambda,
      undelivered: deadLetters.undelivered,
    });
    this.provider = provider;
    this.lambda = lambda;
  }

  /** Of a secret that somebody else made: Secrets Manager has put six characters behind its name. */
  private arnOf(secretName: string): string {
    return Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${secretName}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
