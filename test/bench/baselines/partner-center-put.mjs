// The script that most people would write: axios, and a Put for each row, `parallel` of them at a time.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { itemOf, pages } from './partner-center-list.mjs';

export async function prepare({ parallel }) {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return async () => {
    let written = 0;
    for await (const { list, rows } of pages(process.env.BENCH_VENDOR)) {
      for (let at = 0; at < rows.length; at += parallel) {
        const part = rows.slice(at, at + parallel);
        await Promise.all(
          part.map((row) => table.send(new PutCommand({ TableName: 'seatwatch', Item: itemOf(list, row) }))),
        );
        written += part.length;
      }
    }
    return { rows: written };
  };
}
