/** The stack of the template with everything around it: its collector of Trend Micro has collected, its API answers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serveVendors } from '../../infra/local/vendors.ts';
import { ofType, synthesize, type Template } from '../infra/template.ts';
import { builtFunctions } from '../support/built.ts';
import { startDynamoDb } from '../support/dynamodb.ts';
import { serveHttp } from '../support/http-server.ts';
import { startSecretsManager } from '../support/secrets-manager.ts';
import type { Run } from './answers.ts';
import { type ApiGateway, apiGateway } from './api-gateway.ts';
import { deploy } from './deployed.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { type FunctionShape, shapeOf, standInsFor } from './stand-ins.ts';

type Invoke = (event: unknown) => Promise<unknown>;

export interface DeployedStack {
  readonly template: Template;
  readonly issuer: Issuer;
  readonly gateway: ApiGateway;
  /** The API's function past its gateway. */
  readonly invoke: Invoke;
  readonly api: FunctionShape;
  /** What the gateway invoked the function with. */
  readonly events: readonly unknown[];
  readonly collected: Run;
  /** The bodies of what SNS was told. */
  readonly published: readonly string[];
  /** Paths at which Lambda was asked to start something. */
  readonly started: readonly string[];
  readonly close: () => Promise<void>;
}

/** `settings` must name the issuer; it is reached on this machine under its name. */
export async function deployStack(
  settings: unknown,
  issued: Parameters<typeof startIssuer>[0],
): Promise<DeployedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'seatwatch-shape-'));
  const template = synthesize(settings, builtFunctions(), join(folder, 'cdk'));
  const events: unknown[] = [];
  const published: string[] = [];
  const started: string[] = [];
  const [dynamodb, secrets, vendors, issuer, sns, lambda] = await Promise.all([
    startDynamoDb(),
    startSecretsManager(),
    serveVendors(['trend-micro'], () => new Date()),
    startIssuer(issued),
    serveHttp((request, response) => {
      void text(request).then((body) => {
        published.push(body);
        response.end('<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>');
      });
    }),
    serveHttp((request, response) => {
      started.push(decodeURIComponent(request.url ?? ''));
      response.writeHead(202).end();
    }),
  ]);
  const ends = [dynamodb, secrets, ...vendors, issuer, sns, lambda].map((server) => server.close);
  const standIns = standInsFor(template, dynamodb.table);

  /** Runs a function with its own variables, memory and time, and what Lambda adds to them. */
  const run = async (shape: FunctionShape, services: Readonly<Record<string, string>>): Promise<Invoke> => {
    const keys = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    const env = { ...keys, AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint, ...services, ...shape.environment };
    const { asset, memoryMb, timeoutMs } = shape;
    const made = await deploy(asset, folder, env, { bundle: join(folder, 'cdk', asset), memoryMb });
    ends.push(made.close);
    return (event) => within(timeoutMs, made.invoke(event, timeoutMs));
  };

  const collector = shapeOf(template, pointing(template, 'AWS::Scheduler::Schedule', 'trend-micro'), standIns);
  secrets.set(collector.environment['SEATWATCH_SECRET'] ?? '', JSON.stringify(vendors[0]?.secret));
  const services = { AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint, AWS_ENDPOINT_URL_SNS: sns.origin };
  const collect = await run(collector, services);
  const collected = (await collect({ scheduledTime: new Date().toISOString() })) as Run;

  const api = shapeOf(template, pointing(template, 'AWS::ApiGatewayV2::Integration'), standIns);
  const invoke = await run(api, { AWS_ENDPOINT_URL_LAMBDA: lambda.origin });
  const gateway = await apiGateway(template, issuer.fetch, (event) => {
    events.push(event);
    return invoke(event);
  });
  return {
    template,
    issuer,
    gateway,
    invoke,
    api,
    events,
    collected,
    published,
    started,
    close: async () => {
      for (const end of ends.toReversed()) await end();
      await rm(folder, { recursive: true });
    },
  };
}

async function within<T>(ms: number, outcome: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  return Promise.race([outcome, promise]).finally(() => clearTimeout(timer));
}

/** What points to a function, as text: the one schedule of a name, or all integrations. */
const pointing = (template: Template, type: string, name?: string): string =>
  ofType(template, type)
    .filter(({ Properties }) => name === undefined || Properties['Name'] === name)
    .map(({ Properties }) => JSON.stringify(Properties))
    .join();
