// The script that most people would write: axios, and a Put for each row, `parallel` of them at a time.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { itemOf, pages } from './partner-center-list.mjs';
import { sampled } from './sampled.mjs';

export async function prepare({ parallel, ...sampling }) {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return async () => {
    const putting = sampled(sampling);
    for await (const { list, rows } of pages(process.env.BENCH_VENDOR)) {
      await putting.some(rows, parallel, (row) =>
        table.send(new PutCommand({ TableName: 'seatwatch', Item: itemOf(list, row) })),
      );
    }
    return putting.facts();
  };
}
