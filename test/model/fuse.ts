/** A table that dies: after so many written items nothing of it answers any more, in the middle of a batch if need be. */
import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../lib/ledger/client.ts';

export interface Fuse {
  readonly table: Table;
  /** Items put or deleted so far. */
  readonly written: () => number;
}

export function fused(table: Table, most: number): Fuse {
  let written = 0;
  const send = async (command: object): Promise<unknown> => {
    if (written >= most) throw new Error('the table is dead');
    const pass = (one: object): Promise<unknown> => table.client.send(one as Parameters<typeof table.client.send>[0]);
    if (command instanceof PutCommand) written++;
    if (!(command instanceof BatchWriteCommand)) return pass(command);
    const requests = command.input.RequestItems?.[table.name] ?? [];
    const taken = requests.slice(0, most - written);
    written += taken.length;
    const answer = await pass(new BatchWriteCommand({ RequestItems: { [table.name]: taken } }));
    if (taken.length < requests.length) throw new Error('the table died');
    return answer;
  };
  return { table: { ...table, client: { send } as unknown as DynamoDBDocumentClient }, written: () => written };
}
