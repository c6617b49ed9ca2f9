/** A ledger in memory for one bench, and the way to it over HTTP for those who put a proxy before it. */
import { text } from 'node:stream/consumers';
import type { LocalDynamoDb } from '../support/dynamodb.ts';
import { type HttpServer, serveHttp } from '../support/http-server.ts';
import { inProcessClient } from '../support/in-process-client.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';

let tables = 0;

export function dynamodbOn(memory: MemoryDynamoDb): LocalDynamoDb {
  const client = inProcessClient((operation, body) => memory.answer(operation, body));
  return {
    endpoint: 'http://dynamodb.invalid',
    client,
    table: 'memory',
    // Its secret is found by this name too.
    newTable: async () => `memory-${++tables}`,
    close: async () => client.destroy(),
  };
}

export const serveMemory = (memory: MemoryDynamoDb): Promise<HttpServer> =>
  serveHttp((request, response) => {
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    text(request).then(
      (body) => {
        const answer = memory.answer(operation, body);
        response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(answer.body);
      },
      () => response.destroy(),
    );
  });
