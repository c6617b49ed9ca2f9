import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Settings } from '../lib/settings.ts';

/** A few people and programs; more than this is a mistake or an attack. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };

/** Neither address nor user agent: who called is personal data, and the token's subject is not needed to run this. */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  refusal: '$context.authorizer.error',
  error: '$context.integrationErrorMessage',
};

export interface GatewayProps {
  readonly logRetentionDays: Settings['logRetentionDays'];
}

/** The HTTP API without its routes: its address is known before those who may call it are. */
export class Gateway extends Construct {
  readonly httpApi: HttpApi;
  /** Without a slash at its end. */
  readonly address: string;

  constructor(scope: Construct, id: string, { logRetentionDays }: GatewayProps) {
    super(scope, id);
    this.httpApi = new HttpApi(this, 'HttpApi', {
      apiName: 'Seatwatch',
      description: "Answers from Seatwatch's ledger",
      createDefaultStage: false,
    });
    const logGroup = new LogGroup(this, 'Log', { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY });
    new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    this.address = this.httpApi.apiEndpoint;
  }
}
