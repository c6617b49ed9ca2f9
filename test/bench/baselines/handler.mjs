// The smallest function that answers anything from a table: the SDK's DynamoDB client and one query. Bundled as ours are.
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
