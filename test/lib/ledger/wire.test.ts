import { BatchGetCommand, BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { itemText } from '../../../lib/ledger/attributes.ts';
import { shortly } from '../../../lib/ledger/short-way.ts';
import { type Answering, answeringClient, get, KEY, put } from './answering-client.ts';

let rig: Answering;
beforeAll(async () => {
  rig = await answeringClient();
});
afterAll(() => rig.close());
beforeEach(() => {
  rig.received = [];
});

const TABLE = 'seatwatch';

const query = (): QueryCommand =>
  new QueryCommand({
    TableName: TABLE,
    IndexName: 'marked',
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': 'mpk', '#sk': 'msk' },
    ExpressionAttributeValues: { ':pk': 'open#x', ':from': '', ':to': '\u{10FFFF}' },
    ScanIndexForward: false,
    Limit: 7,
    ExclusiveStartKey: KEY,
  });
const batchGet = (): BatchGetCommand =>
  new BatchGetCommand({ RequestItems: { [TABLE]: { Keys: [KEY, { pk: 'a', sk: 'b' }], ConsistentRead: true } } });
const batchWrite = (items: ReadonlyArray<Record<string, unknown>>): BatchWriteCommand =>
  new BatchWriteCommand({
    RequestItems: {
      [TABLE]: [...items.map((Item) => ({ PutRequest: { Item } })), { DeleteRequest: { Key: KEY } }],
    },
  });

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
/** A field named like an object's prototype is lost by the SDK and kept by us. */
const name = fc.string().filter((one) => one !== '__proto__');
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const fields = fc.dictionary(name, fc.option(anything, { nil: undefined }), { noNullPrototype: true });
const items = fc.array(
  fc.record({ fields, pk: fc.string(), sk: fc.string() }).map(({ fields: rest, pk, sk }) => ({ ...rest, pk, sk })),
  { minLength: 1, maxLength: 3 },
);

const bodies = (): unknown[] => rig.received.map(({ body }) => JSON.parse(body) as unknown);

test('writes are asked for as the SDK asks', async () => {
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      rig.received = [];
      const [first = {}] = all;
      await rig.client.send(shortly('BatchWriteItem', batchWrite(all)));
      await rig.client.send(batchWrite(all));
      await rig.client.send(shortly('PutItem', put(first)));
      await rig.client.send(put(first));
      const [ours, theirs, ourPut, theirPut] = bodies();
      expect(ours).toEqual(theirs);
      expect(ourPut).toEqual(theirPut);
    }),
    { numRuns: 60 },
  );
});

test('reads are asked for as the SDK asks', async () => {
  await rig.client.send(shortly('GetItem', get()));
  await rig.client.send(get());
  await rig.client.send(shortly('Query', query()));
  await rig.client.send(query());
  await rig.client.send(shortly('BatchGetItem', batchGet()));
  await rig.client.send(batchGet());
  const [a, b, c, d, e, f] = bodies();
  expect(a).toEqual(b);
  expect(c).toEqual(d);
  expect(e).toEqual(f);
});

test('answers are read as the SDK reads them', async () => {
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      const texts = all.map(itemText).join(',');
      const [first] = all.map(itemText);
      /** The same answer once more, for the SDK. */
      const same = async (body: string, ask: () => Promise<object>, ours: object): Promise<void> => {
        rig.answers = [{ body }];
        expect({ ...ours, $metadata: undefined }).toEqual({ ...(await ask()), $metadata: undefined });
      };
      const found = `{"Item":${first}}`;
      rig.answers = [{ body: found }];
      await same(found, () => rig.client.send(get()), await rig.client.send(shortly('GetItem', get())));
      const page = `{"Items":[${texts}],"LastEvaluatedKey":${itemText(KEY)},"Count":1,"ScannedCount":1}`;
      rig.answers = [{ body: page }];
      await same(page, () => rig.client.send(query()), await rig.client.send(shortly('Query', query())));
      const batch = `{"Responses":{"${TABLE}":[${texts}]},"UnprocessedKeys":{"${TABLE}":{"Keys":[${itemText(KEY)}],"ConsistentRead":true}}}`;
      rig.answers = [{ body: batch }];
      await same(batch, () => rig.client.send(batchGet()), await rig.client.send(shortly('BatchGetItem', batchGet())));
      const left = `{"UnprocessedItems":{"${TABLE}":[{"PutRequest":{"Item":${first}}},{"DeleteRequest":{"Key":${itemText(KEY)}}}]}}`;
      rig.answers = [{ body: left }];
      await same(
        left,
        () => rig.client.send(batchWrite([])),
        await rig.client.send(shortly('BatchWriteItem', batchWrite([]))),
      );
    }),
    { numRuns: 40 },
  );
});
