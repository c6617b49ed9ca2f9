/** A DynamoDB that takes everything and holds nothing: what it costs to write, without what it costs to store. */
import { text } from 'node:stream/consumers';
import { serveHttp } from './http-server.ts';

export interface AcceptingDynamoDb {
  readonly endpoint: string;
  /** Items put so far, by the first letter of their partition. */
  readonly puts: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function startAcceptingDynamoDb(): Promise<AcceptingDynamoDb> {
  const puts = new Map<string, number>();
  const count = (body: string): void => {
    for (const [, letter = ''] of body.matchAll(/"pk":\{"S":"(\w)/g)) puts.set(letter, (puts.get(letter) ?? 0) + 1);
  };
  const server = await serveHttp((request, response) => {
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    text(request).then(
      (body) => {
        if (operation === 'BatchWriteItem' || operation === 'PutItem') count(body);
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(ANSWERS.get(operation) ?? '{}');
      },
      () => response.destroy(),
    );
  });
  return { endpoint: server.origin, puts, close: server.close };
}

const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['BatchGetItem', '{"Responses":{},"UnprocessedKeys":{}}'],
  ['BatchWriteItem', '{"UnprocessedItems":{}}'],
  ['Query', '{"Items":[],"Count":0,"ScannedCount":0}'],
]);
