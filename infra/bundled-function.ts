import { join } from 'node:path';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Settings } from '../lib/settings.ts';
import { MEMORY_MB } from './node-options.ts';

export interface BundledFunctionProps {
  readonly description: string;
  /** Folder of the bundle; its bytes are deployed as they are. */
  readonly bundle: string;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetentionDays: Settings['logRetentionDays'];
  readonly reservedConcurrency: number | null;
  /** All that it may do besides writing its log. */
  readonly may: readonly PolicyStatement[];
}

export const allow = (actions: readonly string[], ...resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

/** A function as the build leaves it, with a log and a role of its own. */
export class BundledFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const writeLog = allow(['logs:CreateLogStream', 'logs:PutLogEvents'], this.logGroup.logGroupArn);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Needs: new PolicyDocument({ statements: [writeLog, ...props.may] }) },
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(props.bundle)),
      memorySize: MEMORY_MB,
      timeout: props.timeout,
      environment: { ...props.environment },
      logGroup: this.logGroup,
      role,
      ...(props.reservedConcurrency === null ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    Validations.of(this.lambda).acknowledge(
      {
        id: 'Serverless::Serverless-LambdaDLQ',
        reason:
          'A failed run goes to a queue by its on-failure destination, which tells more; the API is never called asynchronously.',
      },
      {
        id: 'Serverless::Serverless-LambdaTracing',
        reason:
          'Runs and requests are told by one line of log and by metrics; traces would cost more than all the rest.',
      },
    );
  }
}
