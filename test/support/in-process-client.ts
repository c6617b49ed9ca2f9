/** Clients of AWS with an answering function in the place of the network: nothing listens, and no repeat waits. */
import { Readable } from 'node:stream';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { WireAnswer } from './memory-dynamodb.ts';

/** Throws what the network would: a connection that breaks. */
type Answering = (operation: string, body: string) => WireAnswer | Promise<WireAnswer>;

/** As many as the product's own client makes. */
const ATTEMPTS = 6;

/** What every client of the SDK takes. */
function inProcess(answer: Answering) {
  return {
    endpoint: 'http://aws.invalid',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: string | Uint8Array }) => {
        const operation = String(headers['x-amz-target']).replace(/^.*\./, '');
        const reply = await answer(operation, typeof body === 'string' ? body : new TextDecoder().decode(body));
        const type = { 'content-type': headers['content-type'] ?? '' };
        return {
          response: { statusCode: reply.status, headers: type, body: Readable.from([Buffer.from(reply.body)]) },
        };
      },
    },
    retryStrategy: {
      mode: 'standard',
      retry: async (next: (args: never) => Promise<never>, args: never) => repeated(() => next(args)),
    } as unknown as NonNullable<DynamoDBClientConfig['retryStrategy']>,
  };
}

export function inProcessClient(answer: Answering): DynamoDBDocumentClient {
  const engine = new DynamoDBClient({ ...inProcess(answer), signer: { sign: async (request) => request } });
  return DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
}

export const inProcessSecrets = (answer: Answering): SecretsManagerClient =>
  new SecretsManagerClient(inProcess(answer));

async function repeated<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      const { $metadata, name } = error as { $metadata?: { httpStatusCode?: number }; name?: string };
      const status = $metadata?.httpStatusCode ?? 500;
      const passes =
        status >= 500 || name === 'ProvisionedThroughputExceededException' || name === 'ThrottlingException';
      if (!passes || count >= ATTEMPTS) throw error;
    }
  }
}
