/** DynamoDB as it is on a bad day: a proxy that refuses, throttles, breaks off or leaves batches half done. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pooledExchange } from '../../lib/http/pooled.ts';
import { openTable, type Table } from '../../lib/ledger/client.ts';
import { type AwsAim, type AwsAnswer, type AwsFault, type AwsProxy, startAwsProxy } from './aws-proxy.ts';

export interface DynamoDbFault extends AwsAim {
  /**
   * `unprocessed`: only the first half of a batch is done, the rest is handed back; `untouched`: all of it is.
   * `throttle`: too much for the table. `refuse`: the request is not understood. `status`: the service fails.
   * `reset`: the connection breaks off. `lost`: it breaks off when all was done. `slow`: after `ms`.
   */
  readonly kind: 'unprocessed' | 'untouched' | 'throttle' | 'refuse' | 'status' | 'reset' | 'lost' | 'slow';
  readonly ms?: number;
}

export interface DynamoDbProxy extends AwsProxy<DynamoDbFault> {
  /** The table behind the proxy; waiting takes no time. */
  readonly table: Table;
}

export async function startDynamoDbProxy(behind: string, table: string): Promise<DynamoDbProxy> {
  const proxy = await startAwsProxy<DynamoDbFault>(commonOf, {
    contentType: 'application/x-amz-json-1.0',
    behind,
    special: ({ kind }, body, forward) => {
      if (kind === 'untouched') return Promise.resolve(handedBack(JSON.parse(body) as Batch));
      return kind === 'unprocessed' ? halfDone(body, forward) : null;
    },
  });
  const engine = new DynamoDBClient({
    endpoint: proxy.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  });
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  return {
    ...proxy,
    table: openTable(table, { client, exchange: pooledExchange(), random: () => 0, sleep: async () => {} }),
    close: async () => {
      client.destroy();
      await proxy.close();
    },
  };
}

const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';

function commonOf({ kind, ms }: DynamoDbFault): AwsFault {
  const slow = ms === undefined ? {} : { ms };
  switch (kind) {
    case 'throttle':
      return { kind: 'error', error: `${NAMESPACE}ProvisionedThroughputExceededException` };
    case 'refuse':
      return { kind: 'error', error: `${NAMESPACE}ValidationException` };
    case 'status':
      return { kind: 'error', error: `${NAMESPACE}InternalServerError`, status: 500 };
    case 'reset':
    case 'lost':
      return { kind };
    default:
      return { kind: 'slow', ...slow };
  }
}

interface Batch {
  readonly RequestItems: Readonly<Record<string, unknown[] | { readonly Keys: unknown[] }>>;
}

async function halfDone(body: string, forward: (body: string) => Promise<AwsAnswer>): Promise<AwsAnswer> {
  const { done, left } = halved(JSON.parse(body) as Batch, 0.5);
  const answer = await forward(JSON.stringify(done));
  return { status: answer.status, text: JSON.stringify({ ...(JSON.parse(answer.text) as object), ...left }) };
}

const handedBack = (batch: Batch): AwsAnswer => ({
  status: 200,
  text: JSON.stringify({ Responses: {}, ...halved(batch, 0).left }),
});

/** A batch of writes or reads in two: what is done, and what the answer hands back. */
function halved({ RequestItems }: Batch, share: number): { done: Batch; left: object } {
  const [[table, requests] = ['', []]] = Object.entries(RequestItems);
  if (Array.isArray(requests)) {
    const half = Math.ceil(requests.length * share);
    const left = requests.slice(half);
    const UnprocessedItems = left.length > 0 ? { [table]: left } : {};
    return { done: { RequestItems: { [table]: requests.slice(0, half) } }, left: { UnprocessedItems } };
  }
  const keys = requests?.Keys ?? [];
  const half = Math.ceil(keys.length * share);
  const left = keys.slice(half);
  const UnprocessedKeys = left.length > 0 ? { [table]: { ...requests, Keys: left } } : {};
  return { done: { RequestItems: { [table]: { ...requests, Keys: keys.slice(0, half) } } }, left: { UnprocessedKeys } };
}
