/** dynalite as an engine that a year may run on: slower than memory, and somebody else's. */
import { startDynamoDb } from '../support/dynamodb.ts';
import type { Engine } from './faults.ts';

const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
  'x-amz-date': '20260101T000000Z',
};

/** Its table goes by the name that the year gives it. */
export async function startRealEngine(name: string): Promise<Engine & { close(): Promise<void> }> {
  const dynamodb = await startDynamoDb();
  const to = JSON.stringify(dynamodb.table);
  return {
    answer: async (operation, body) => {
      const headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
      const renamed = body.replaceAll(JSON.stringify(name), to);
      const answer = await fetch(dynamodb.endpoint, { method: 'POST', headers, body: renamed });
      return { status: answer.status, body: (await answer.text()).replaceAll(to, JSON.stringify(name)) };
    },
    close: () => dynamodb.close(),
  };
}
