/** DynamoDB as it is on a bad day: a proxy that refuses, throttles, breaks off or leaves batches half done. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { openTable, type Table } from '../../lib/ledger/client.ts';
import { serveHttp } from './http-server.ts';

interface DynamoDbFault {
  /**
   * `unprocessed`: only the first half of a batch is done, the rest is handed back. `throttle`: too much for the table.
   * `refuse`: the request is not understood. `status`: the service fails. `reset`: the connection breaks off.
   */
  readonly kind: 'unprocessed' | 'throttle' | 'refuse' | 'status' | 'reset';
  /** Such as `BatchWriteItem`; without it every one. */
  readonly operation?: string;
  readonly times?: number;
}

export interface DynamoDbProxy {
  readonly endpoint: string;
  /** The table behind the proxy; waiting takes no time. */
  readonly table: Table;
  /** Operations in the order in which they came. */
  readonly operations: readonly string[];
  fault(fault: DynamoDbFault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export async function startDynamoDbProxy(behind: string, table: string): Promise<DynamoDbProxy> {
  const faults: Array<{ fault: DynamoDbFault; left: number }> = [];
  const operations: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    const body = await text(request);
    operations.push(operation);
    const entry = faults.find((one) => one.left > 0 && (one.fault.operation ?? operation) === operation);
    if (entry) entry.left--;
    const reply = (status: number, answer: string): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(answer);
    };
    const forward = async (content: string): Promise<{ status: number; text: string }> => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      };
      const signed = { ...headers, authorization: String(request.headers.authorization), 'x-amz-date': NOW };
      const answer = await fetch(behind, { method: 'POST', headers: signed, body: content });
      return { status: answer.status, text: await answer.text() };
    };
    switch (entry?.fault.kind) {
      case 'throttle':
        return reply(400, refusal('ProvisionedThroughputExceededException'));
      case 'refuse':
        return reply(400, refusal('ValidationException'));
      case 'status':
        return reply(500, refusal('InternalServerError'));
      case 'reset':
        request.socket.resetAndDestroy();
        return;
      case 'unprocessed': {
        const { done, left } = halved(JSON.parse(body) as Batch);
        const answer = await forward(JSON.stringify(done));
        return reply(answer.status, JSON.stringify({ ...(JSON.parse(answer.text) as object), ...left }));
      }
      default: {
        const answer = await forward(body);
        return reply(answer.status, answer.text);
      }
    }
  }

  const server = await serveHttp((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const engine = new DynamoDBClient({
    endpoint: server.origin,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  });
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  return {
    endpoint: server.origin,
    table: openTable(table, { client, random: () => 0, sleep: async () => {} }),
    operations,
    fault: (fault) => faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clearFaults: () => {
      faults.length = 0;
    },
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
}

/** The engine behind wants a date and looks no closer. */
const NOW = '20260101T000000Z';

const refusal = (type: string): string =>
  JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `synthetic ${type}` });

interface Batch {
  readonly RequestItems: Readonly<Record<string, unknown[] | { readonly Keys: unknown[] }>>;
}

/** A batch of writes or reads in two: what is done, and what the answer hands back. */
function halved({ RequestItems }: Batch): { done: Batch; left: object } {
  const [[table, requests] = ['', []]] = Object.entries(RequestItems);
  if (Array.isArray(requests)) {
    const half = Math.ceil(requests.length / 2);
    const left = requests.slice(half);
    const UnprocessedItems = left.length > 0 ? { [table]: left } : {};
    return { done: { RequestItems: { [table]: requests.slice(0, half) } }, left: { UnprocessedItems } };
  }
  const keys = requests?.Keys ?? [];
  const half = Math.ceil(keys.length / 2);
  const left = keys.slice(half);
  const UnprocessedKeys = left.length > 0 ? { [table]: { ...requests, Keys: left } } : {};
  return { done: { RequestItems: { [table]: { ...requests, Keys: keys.slice(0, half) } } }, left: { UnprocessedKeys } };
}
