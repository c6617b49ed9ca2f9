// The smallest function that answers anything from a table: the SDK's DynamoDB client and one query. Bundled by
// esbuild in the usual way: minified, as a module, with all that the client brings; and, to see what our own way of
// bundling gives, a second time as ours are.
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export async function handler(event) {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: process.env.SEATWATCH_TABLE,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': { S: String(event.rawQueryString) } },
    }),
  );
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(Items) };
}
