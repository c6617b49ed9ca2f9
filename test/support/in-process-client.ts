/** A DynamoDB client with an answering function in the place of the network: nothing listens, and no repeat waits. */
import { Readable } from 'node:stream';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { WireAnswer } from './memory-dynamodb.ts';

/** Throws what the network would: a connection that breaks. */
type Answering = (operation: string, body: string) => WireAnswer | Promise<WireAnswer>;

/** As many as the product's own client makes. */
const ATTEMPTS = 6;

export function inProcessClient(answer: Answering): DynamoDBDocumentClient {
  const engine = new DynamoDBClient({
    endpoint: 'http://dynamodb.invalid',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    signer: { sign: async (request) => request },
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: string | Uint8Array }) => {
        const operation = String(headers['x-amz-target']).replace(/^.*\./, '');
        const reply = await answer(operation, typeof body === 'string' ? body : new TextDecoder().decode(body));
        const type = { 'content-type': 'application/x-amz-json-1.0' };
        return {
          response: { statusCode: reply.status, headers: type, body: Readable.from([Buffer.from(reply.body)]) },
        };
      },
    },
    retryStrategy: {
      mode: 'standard',
      retry: async (next: (args: never) => Promise<never>, args: never) => repeated(() => next(args)),
    } as unknown as NonNullable<DynamoDBClientConfig['retryStrategy']>,
  });
  return DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
}

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
