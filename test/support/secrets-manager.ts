/** A small Secrets Manager: its JSON protocol, two operations, values in memory, failures on demand. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveHttp } from './http-server.ts';

type Operation = 'GetSecretValue' | 'PutSecretValue';

export interface LocalSecretsManager {
  readonly endpoint: string;
  readonly client: SecretsManagerClient;
  /** Every operation that came, in order, failed ones among them. */
  readonly operations: Operation[];
  /** The current value; undefined = there is none. */
  get(secretId: string): string | undefined;
  /** What a person does in the console; null = a secret without a value. */
  set(secretId: string, value: string | null): void;
  /** Makes it a secret with this value alone, without one (null), or no secret at all. */
  reset(secretId: string, value?: string | null): void;
  /** All values that were ever current, oldest first. */
  history(secretId: string): readonly string[];
  /** The next `times` calls of this operation fail with this error. */
  fail(operation: Operation, error: string, times?: number): void;
  readonly close: () => Promise<void>;
}

export async function startSecretsManager(): Promise<LocalSecretsManager> {
  const values = new Map<string, string[]>();
  const operations: Operation[] = [];
  const failures: Array<{ operation: Operation; error: string; left: number }> = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'request-1' });
      response.end(JSON.stringify(body));
    };
    const refuse = (error: string): void => reply(400, { __type: error, message: `synthetic ${error}` });
    const operation = String(request.headers['x-amz-target']).replace('secretsmanager.', '') as Operation;
    const { SecretId, SecretString } = JSON.parse(await text(request)) as { SecretId: string; SecretString?: string };
    operations.push(operation);
    const failure = failures.find((one) => one.operation === operation && one.left-- > 0);
    if (failure) return refuse(failure.error);
    const versions = values.get(SecretId);
    if (!versions) return refuse('ResourceNotFoundException');
    if (operation === 'GetSecretValue') {
      const current = versions.at(-1);
      if (current === undefined) return refuse('ResourceNotFoundException');
      return reply(200, { Name: SecretId, SecretString: current, VersionStages: ['AWSCURRENT'] });
    }
    if (operation !== 'PutSecretValue' || SecretString === undefined) return refuse('UnknownOperationException');
    versions.push(SecretString);
    return reply(200, { Name: SecretId, VersionStages: ['AWSCURRENT'] });
  };

  const server = await serveHttp((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const client = new SecretsManagerClient({
    endpoint: server.origin,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    endpoint: server.origin,
    client,
    operations,
    get: (secretId) => values.get(secretId)?.at(-1),
    set: (secretId, value) => {
      const versions = values.get(secretId) ?? [];
      values.set(secretId, versions);
      if (value !== null) versions.push(value);
    },
    reset: (secretId, value) => {
      values.delete(secretId);
      if (value !== undefined) values.set(secretId, value === null ? [] : [value]);
    },
    history: (secretId) => values.get(secretId) ?? [],
    fail: (operation, error, times = Number.POSITIVE_INFINITY) => failures.push({ operation, error, left: times }),
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
}
