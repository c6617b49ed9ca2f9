/** A way to a table that is gone for good after so many requests: to the ledger it looks as if the run were killed. */
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../lib/ledger/client.ts';

export interface DyingTable {
  readonly table: Table;
  /** Requests so far. */
  readonly asked: () => number;
}

/** Of the last request, when it is a batch of writes, only the first half is done. */
export function dyingTable(table: Table, after: number): DyingTable {
  let asked = 0;
  const pass = (command: unknown): Promise<unknown> =>
    table.client.send(command as Parameters<typeof table.client.send>[0]);
  const send = async (command: unknown): Promise<unknown> => {
    if (++asked <= after) return pass(command);
    if (asked === after + 1 && command instanceof BatchWriteCommand) {
      const requests = command.input.RequestItems?.[table.name] ?? [];
      const half = requests.slice(0, Math.ceil(requests.length / 2));
      await pass(new BatchWriteCommand({ RequestItems: { [table.name]: half } }));
    }
    throw new Error('this table is gone');
  };
  const client = Object.assign(Object.create(table.client) as DynamoDBDocumentClient, { send });
  return { table: { ...table, client }, asked: () => asked };
}
