/**
 * A real DynamoDB API in memory, with the product's table in it: dynalite in this process, or the engine at the address
 * in SEATWATCH_DYNAMODB, so that the same tests can be held against another one.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Exchange, pooledExchange } from '../../lib/http/pooled.ts';
import { createTable } from '../../infra/local/create-table.ts';

export interface LocalDynamoDb {
  /** For `AWS_ENDPOINT_URL_DYNAMODB`, or to put a proxy before it. */
  readonly endpoint: string;
  readonly client: DynamoDBDocumentClient;
  /** The way that a collector's requests take; only where there is a server. */
  readonly exchange?: Exchange;
  /** Name of the table that is there from the start. */
  readonly table: string;
  /** One more empty table of the same shape, answered by name: the cheap way to a clean start for each test. */
  newTable(): Promise<string>;
  close(): Promise<void>;
}

const UNCHECKED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
  'x-amz-date': '20260101T000000Z',
};

interface Engine {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

export async function startDynamoDb(): Promise<LocalDynamoDb> {
  const { SEATWATCH_DYNAMODB: elsewhere } = process.env;
  const { endpoint, close } = elsewhere ? { endpoint: elsewhere, close: async () => {} } : await startDynalite();
  const engine = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // The engine looks for a signature and does not check it; making one is a quarter of a request's cost.
    signer: { sign: async (request) => Object.assign(request, { headers: { ...request.headers, ...UNCHECKED } }) },
  });
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  const newTable = async (): Promise<string> => {
    const name = `seatwatch-${randomUUID()}`;
    await createTable(engine, name);
    return name;
  };
  return {
    endpoint,
    client,
    exchange: pooledExchange(),
    table: await newTable(),
    newTable,
    close: async () => {
      client.destroy();
      await close();
    },
  };
}

async function startDynalite(): Promise<Engine> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
