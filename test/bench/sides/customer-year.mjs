// One customer's year, asked in turns of the API's bundle and of a plain client over an item per product and day.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

const TABLE = 'seatwatch';
const PK = 'plain#10000003';
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** What the plain client would have stored of these records. */
async function fill(client, records) {
  for (let at = 0; at < records.length; at += 25) {
    const batch = records.slice(at, at + 25).map((record) => {
      const { period, productId } = record;
      return { PutRequest: { Item: { pk: PK, sk: `${period}#${productId}`, ...record } } };
    });
    await client.send(new BatchWriteCommand({ RequestItems: { [TABLE]: batch } }));
  }
}

async function plain(client, from, to) {
  const records = [];
  let start;
  do {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': from, ':to': `${to}~` },
        ExclusiveStartKey: start,
      }),
    );
    for (const { pk: _pk, sk: _sk, ...record } of Items) records.push(record);
    start = LastEvaluatedKey;
  } while (start);
  return JSON.stringify({ items: records, next: null });
}

export async function prepare({ bundle, query, from, to, rounds }) {
  const { handler } = await import(bundle);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const event = {
    version: '2.0',
    rawPath: '/v1/usage',
    rawQueryString: query,
    headers: {},
    requestContext: { http: { method: 'GET', path: '/v1/usage' } },
  };
  const { body } = await handler(event);
  const records = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  await fill(client, records);
  return async () => {
    const times = { ours: [], theirs: [] };
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const answer = await handler(event);
      const between = performance.now();
      const text = await plain(client, from, to);
      times.theirs.push(performance.now() - between);
      times.ours.push(between - start);
      if (answer.statusCode !== 200 || text.length < answer.body.length / 2)
        throw new Error('not the same was answered');
    }
    // The first ones are compiled while they run.
    const [ours, theirs] = [times.ours.slice(3), times.theirs.slice(3)];
    return {
      records: records.length,
      oursMs: median(ours),
      theirsMs: median(theirs),
      ratio: median(ours.map((ms, round) => ms / theirs[round])),
    };
  };
}
