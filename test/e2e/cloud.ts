/** Everything around the deployed functions that is not theirs: table, secrets, vendors and the service that starts functions. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serveVendors } from '../../infra/local/vendors.ts';
import type { RunningVendor } from '../../infra/local/vendors/simulator.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { type LocalDynamoDb, startDynamoDb } from '../support/dynamodb.ts';
import { serveHttp } from '../support/http-server.ts';
import { type LocalSecretsManager, startSecretsManager } from '../support/secrets-manager.ts';
import { deploy, type Deployed } from './deployed.ts';

interface Started {
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly event: unknown;
}

export interface Cloud {
  readonly secrets: LocalSecretsManager;
  readonly dynamodb: LocalDynamoDb;
  readonly vendors: ReadonlyMap<ProviderId, RunningVendor>;
  /** What was handed to Lambda to be started. */
  readonly started: readonly Started[];
  readonly collector: (provider: ProviderId, env?: Readonly<Record<string, string>>) => Promise<Deployed>;
  readonly api: (env?: Readonly<Record<string, string>>) => Promise<Deployed>;
  readonly close: () => Promise<void>;
}

export async function openCloud(): Promise<Cloud> {
  const started: Started[] = [];
  const [folder, dynamodb, secrets, vendors, lambda] = await Promise.all([
    mkdtemp(join(tmpdir(), 'seatwatch-deployed-')),
    startDynamoDb(),
    startSecretsManager(),
    serveVendors(PROVIDER_IDS, () => new Date()),
    serveHttp((request, response) => {
      void text(request).then((body) => {
        started.push({ target: `${request.method} ${request.url}`, headers: request.headers, event: JSON.parse(body) });
        response.writeHead(202).end();
      });
    }),
  ]);
  for (const { id, secret } of vendors) secrets.set(`seatwatch/${id}`, JSON.stringify(secret));
  const functions: Deployed[] = [];
  const made = async (name: string, env: Readonly<Record<string, string>>): Promise<Deployed> => {
    const common = {
      SEATWATCH_TABLE: dynamodb.table,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    };
    const deployed = await deploy(name, folder, { ...common, ...env });
    functions.push(deployed);
    return deployed;
  };
  return {
    secrets,
    dynamodb,
    vendors: new Map(vendors.map((vendor) => [vendor.id, vendor])),
    started,
    collector: (provider, env = {}) =>
      made(`collect-${provider}`, {
        SEATWATCH_SECRET: `seatwatch/${provider}`,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
        ...env,
      }),
    api: (env = {}) => made('api', { AWS_ENDPOINT_URL_LAMBDA: lambda.origin, ...env }),
    close: async () => {
      await Promise.all(functions.map((one) => one.close()));
      await Promise.all([...vendors, dynamodb, secrets, lambda].map((one) => one.close()));
      await rm(folder, { recursive: true });
    },
  };
}
