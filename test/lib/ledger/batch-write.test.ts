import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemText } from '../../../lib/ledger/attribute-text.ts';
import { BatchOfText, leftOf, type WriteRequest } from '../../../lib/ledger/batch-write.ts';
import { type HttpServer, serveHttp } from '../../support/http-server.ts';

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
/** A field named like an object's prototype is lost by the SDK and kept by us. */
const name = fc.string().filter((key) => key !== '__proto__');
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const fields = fc.dictionary(name, fc.option(anything, { nil: undefined }), { noNullPrototype: true });
const put = fc.record({ fields, pk: fc.string(), sk: fc.string() });

let server: HttpServer;
let client: DynamoDBDocumentClient;
let received = '';
beforeAll(async () => {
  server = await serveHttp((request, response) => {
    text(request).then(
      (body) => {
        received = body;
        response.end('{}');
      },
      () => response.destroy(),
    );
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: server.origin, region: 'us-east-1', credentials }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
});
afterAll(() => server.close());

test('a batch is written as the SDK writes it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(put, { minLength: 1, maxLength: 3 }), async (puts) => {
      const requests: WriteRequest[] = [
        ...puts.map(({ fields: rest, pk, sk }) => ({ PutRequest: { Item: { ...rest, pk, sk } } })),
        { DeleteRequest: { Key: { pk: 'gone', sk: 'é#1' } } },
      ];
      await client.send(new BatchOfText('seatwatch', requests));
      const ours: unknown = JSON.parse(received);
      await client.send(new BatchWriteCommand({ RequestItems: { seatwatch: requests } }));
      expect(ours).toEqual(JSON.parse(received));
    }),
    { numRuns: 60 },
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1n, () => 1])('%s is no value of an item', (value) => {
  expect(() => itemText({ value })).toThrow(TypeError);
});

test('what DynamoDB leaves undone is tried again, and nothing else', () => {
  const requests: WriteRequest[] = [
    { PutRequest: { Item: { pk: 'a', sk: '1' } } },
    { PutRequest: { Item: { pk: 'a', sk: '2', more: true } } },
    { DeleteRequest: { Key: { pk: 'b', sk: '1' } } },
  ];
  const undone = [
    { PutRequest: { Item: { sk: { S: '2' }, pk: { S: 'a' } } } },
    { DeleteRequest: { Key: { pk: { S: 'b' }, sk: { S: '1' } } } },
  ];
  expect(leftOf(requests, undone)).toEqual(requests.slice(1));
  expect(leftOf(requests, [])).toEqual([]);
});
