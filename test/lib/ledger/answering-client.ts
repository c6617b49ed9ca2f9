/** A client of DynamoDB and a server that answers it as a test says. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { shortly } from '../../../lib/ledger/short-way.ts';
import { serveHttp } from '../../support/http-server.ts';

export interface Answer {
  readonly status?: number;
  /** Null: the connection breaks. */
  readonly body: string | null;
}

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answering {
  readonly client: DynamoDBDocumentClient;
  received: Received[];
  /** Answers to come; a good and empty one after the last. */
  answers: Answer[];
  readonly close: () => Promise<void>;
}

const GOOD: Answer = { body: '{}' };
const TABLE = 'seatwatch';
export const KEY = { pk: 'U#one', sk: 'é#"1"' };

export const get = (): GetCommand => new GetCommand({ TableName: TABLE, Key: KEY, ConsistentRead: true });

export const put = (Item: Record<string, unknown>): PutCommand =>
  new PutCommand({
    TableName: TABLE,
    Item,
    ConditionExpression: 'attribute_not_exists(v) OR v = :v',
    ExpressionAttributeValues: { ':v': 0 },
  });

/** Its client has gone the SDK's way once, and knows the short one. */
export async function answeringClient(): Promise<Answering> {
  const state: Pick<Answering, 'received' | 'answers'> = { received: [], answers: [] };
  const server = await serveHttp((request, response) => {
    text(request).then(
      (body) => {
        state.received.push({ headers: request.headers, body });
        const answer = state.answers.shift() ?? GOOD;
        if (answer.body === null) response.destroy();
        else response.writeHead(answer.status ?? 200).end(answer.body);
      },
      () => response.destroy(),
    );
  });
  const engine = new DynamoDBClient({
    endpoint: server.origin,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'of-a-session' },
  });
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  await client.send(shortly('GetItem', get()));
  state.received = [];
  return Object.assign(state, { client, close: server.close });
}
