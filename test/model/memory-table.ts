/**
 * The product's table in this process: as much of DynamoDB as the ledger uses, without HTTP, for thousands of runs.
 * Writes and reads happen at once, each after a turn of the event loop, so that two runs at once do interleave.
 */
import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Item, Key } from '../../lib/ledger/client.ts';

const NAME = 'memory';
/** Small, so that every longer walk has to page. */
const PAGE = 20;
/** Behind every key; keys are compared as they are because all that is put here is ASCII. */
const LAST = '\u{10FFFF}';

export interface MemoryTable {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
  /** Every item as text, in the order of the keys. */
  dump(): string[];
}

export function memoryTable(): MemoryTable {
  const partitions = new Map<string, Map<string, Item>>();
  const find = ({ pk, sk }: Key): Item | undefined => copy(partitions.get(pk)?.get(sk));
  const all = (): Item[] => [...partitions.values()].flatMap((items) => [...items.values()]);

  function put(item: Item): void {
    const items = partitions.get(item.pk) ?? new Map<string, Item>();
    partitions.set(item.pk, items);
    items.set(item.sk, JSON.parse(JSON.stringify(item)) as Item);
  }

  function remove({ pk, sk }: Key): void {
    partitions.get(pk)?.delete(sk);
  }

  function query({ input }: QueryCommand) {
    const values = (input.ExpressionAttributeValues ?? {}) as Record<string, string>;
    const { ':pk': partition = '', ':from': from = '', ':to': to = LAST } = values;
    const sortKey = input.IndexName ? 'msk' : 'sk';
    const held = input.IndexName
      ? all().filter(({ mpk }) => mpk === partition)
      : [...(partitions.get(partition)?.values() ?? [])];
    const keyOf = (item: Item): string => `${String(item[sortKey])}\n${item.pk}\n${item.sk}`;
    const found = held
      .filter((item) => String(item[sortKey]) >= from && String(item[sortKey]) <= to)
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    if (input.ScanIndexForward === false) found.reverse();
    const start = input.ExclusiveStartKey as Item | undefined;
    const after = start ? found.findIndex((item) => item.pk === start.pk && item.sk === start.sk) + 1 : 0;
    const page = found.slice(after, after + Math.min(PAGE, input.Limit ?? PAGE));
    const last = after + page.length < found.length ? page.at(-1) : undefined;
    return { Items: page.map((item) => copy(item)), LastEvaluatedKey: last };
  }

  async function send(command: unknown): Promise<object> {
    await new Promise((resolve) => setImmediate(resolve));
    if (command instanceof GetCommand) return { Item: find(command.input.Key as Key) };
    if (command instanceof QueryCommand) return query(command);
    if (command instanceof BatchGetCommand) {
      const keys = command.input.RequestItems?.[NAME]?.Keys ?? [];
      return { Responses: { [NAME]: keys.flatMap((key) => find(key as Key) ?? []) } };
    }
    if (command instanceof BatchWriteCommand) {
      for (const { PutRequest, DeleteRequest } of command.input.RequestItems?.[NAME] ?? []) {
        if (PutRequest) put(PutRequest.Item as Item);
        if (DeleteRequest) remove(DeleteRequest.Key as Key);
      }
      return {};
    }
    if (!(command instanceof PutCommand)) throw new TypeError('the ledger does not use this');
    const item = command.input.Item as Item;
    if (!isAllowed(command, find(item)))
      throw Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' });
    put(item);
    return {};
  }
  return {
    name: NAME,
    client: { send } as unknown as DynamoDBDocumentClient,
    dump: () =>
      all()
        .map((item) => `${item.pk}\n${item.sk}\n${JSON.stringify(item)}`)
        .toSorted(),
  };
}

/** The three conditions of the ledger's puts. */
function isAllowed({ input }: PutCommand, stored: Item | undefined): boolean {
  const version = (input.ExpressionAttributeValues ?? {})[':v'] as unknown;
  switch (input.ConditionExpression) {
    case undefined:
      return true;
    case 'attribute_not_exists(pk)':
      return stored === undefined;
    case 'attribute_not_exists(v) OR v = :v':
      return stored?.['v'] === undefined || stored['v'] === version;
    case 'v = :v':
      return stored?.['v'] === version;
    default:
      throw new TypeError(`the ledger does not use the condition ${input.ConditionExpression}`);
  }
}

const copy = (item: Item | undefined): Item | undefined => item && (JSON.parse(JSON.stringify(item)) as Item);
