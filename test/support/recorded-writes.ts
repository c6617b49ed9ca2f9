/** A table that remembers which items were put, changed or deleted through it. */
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Key, Table } from '../../lib/ledger/client.ts';

export interface Recording {
  readonly table: Table;
  /** Keys, in the order of the writes. */
  readonly written: () => readonly string[];
}

export function recordingWrites(table: Table): Recording {
  const keys: string[] = [];
  const send = (command: unknown): unknown => {
    keys.push(...keysOf(command, table.name).map((key) => `${key.pk} ${key.sk}`));
    return table.client.send(command as Parameters<typeof table.client.send>[0]);
  };
  const client = Object.assign(Object.create(table.client) as DynamoDBDocumentClient, { send });
  return { table: { ...table, client }, written: () => keys };
}

function keysOf(command: unknown, name: string): Key[] {
  if (command instanceof PutCommand) return [command.input.Item as Key];
  if (command instanceof DeleteCommand || command instanceof UpdateCommand) return [command.input.Key as Key];
  if (!(command instanceof BatchWriteCommand)) return [];
  return (command.input.RequestItems?.[name] ?? []).flatMap(
    ({ PutRequest, DeleteRequest }) => (PutRequest?.Item ?? DeleteRequest?.Key ?? []) as Key | [],
  );
}
