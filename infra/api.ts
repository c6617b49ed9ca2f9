import { join } from 'node:path';
import { Duration, Validations } from 'aws-cdk-lib';
import { type HttpMethod, HttpRoute, HttpRouteKey, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PUBLIC } from '../functions/api/public-routes.ts';
import { ROUTES } from '../functions/api/routes.ts';
import { toEnvironment } from '../lib/function-settings.ts';
import type { Settings } from '../lib/settings.ts';
import { allow, BundledFunction } from './bundled-function.ts';
import type { Collector } from './collector.ts';
import type { Gateway } from './gateway.ts';
import type { Ledger } from './ledger.ts';
import type { Trust } from './trust.ts';

/** What needs no token: the page, how to sign in, whether the API lives, and its description. */
const OPEN = [...PUBLIC.map(({ path }) => path), '/assets/{proxy+}'];

/** What `lib/query` calls; the API writes nothing. */
const LEDGER_ACTIONS = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];

/** One second less than an HTTP API waits. */
const TIME_LIMIT = Duration.seconds(29);

export interface ApiProps {
  readonly gateway: Gateway;
  readonly trust: Trust;
  readonly settings: Settings;
  readonly bundles: string;
  readonly ledger: Ledger;
  readonly collectors: readonly Collector[];
}

/** The query API: its function, and the routes with what each asks of a token. */
export class Api extends Construct {
  readonly lambda: LambdaFunction;
  private readonly gateway: Gateway;
  private readonly integration: HttpLambdaIntegration;

  constructor(scope: Construct, id: string, { gateway, trust, settings, bundles, ledger, collectors }: ApiProps) {
    super(scope, id);
    const { read, collect } = trust.scopes;
    const collectorArns = collectors.map((collector) => collector.lambda.functionArn);
    const { lambda } = new BundledFunction(this, 'Answer', {
      description: 'Answers questions about the ledger and starts collectors',
      bundle: join(bundles, 'api'),
      timeout: TIME_LIMIT,
      environment: {
        SEATWATCH_TABLE: ledger.table.tableName,
        SEATWATCH_ISSUER: trust.issuer,
        ...(trust.clientId === null ? {} : { SEATWATCH_CLIENT_ID: trust.clientId }),
        ...(trust.signInOrigin === null ? {} : { SEATWATCH_SIGN_IN_ORIGIN: trust.signInOrigin }),
        SEATWATCH_SCOPE_READ: read,
        SEATWATCH_SCOPE_COLLECT: collect,
        ...Object.fromEntries(collectors.map((one) => [variableOf(one.provider), one.lambda.functionName])),
        ...toEnvironment(settings),
      },
      logRetentionDays: settings.logRetentionDays,
      reservedConcurrency: null,
      may: [
        allow(LEDGER_ACTIONS, ledger.tableArn),
        allow(['dynamodb:Query'], ledger.indexArn),
        ...(collectorArns.length > 0 ? [allow(['lambda:InvokeFunction'], ...collectorArns)] : []),
      ],
    });
    this.lambda = lambda;
    this.gateway = gateway;
    this.integration = new HttpLambdaIntegration('Integration', lambda, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      scopePermissionToRoute: false,
    });
    const authorizer = new HttpJwtAuthorizer('Tokens', trust.issuer, { jwtAudience: [...trust.audience] });
    const guarded = (scopes: string[]) => ({ authorizer, authorizationScopes: scopes });
    for (const path of OPEN) this.open(path);
    for (const { method, path } of ROUTES) {
      const scopes = [method === 'GET' ? read : collect];
      for (const one of method === 'GET' ? ['GET', 'HEAD'] : [method]) this.route(one, path, guarded(scopes));
    }
    // For callers with a token every other path and method under /v1 gets the function's own answer, a 404 or 405 that
    // says what is wrong. Which scope a method needs is then the function's to check, as it does on every route.
    this.route('ANY', '/v1/{proxy+}', guarded([read, collect]));
  }

  private open(path: string): void {
    for (const method of ['GET', 'HEAD']) {
      const route = this.route(method, path, {});
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: `${path} holds nothing of the ledger and has to be seen before anybody can sign in.`,
      });
    }
  }

  private route(
    method: string,
    path: string,
    access: { readonly authorizer?: HttpJwtAuthorizer; readonly authorizationScopes?: string[] },
  ): HttpRoute {
    return new HttpRoute(this, `${method} ${path}`, {
      httpApi: this.gateway.httpApi,
      routeKey: HttpRouteKey.with(path, method as HttpMethod),
      integration: this.integration,
      ...access,
    });
  }
}

const variableOf = (provider: string): string => `SEATWATCH_COLLECTOR_${provider.toUpperCase().replaceAll('-', '_')}`;
