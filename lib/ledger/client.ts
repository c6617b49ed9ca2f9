/** DynamoDB as the ledger uses it: batches that finish, queries that page, errors of one kind. */
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Exchange } from '../http/pooled.ts';
import { nameOfThrown, SeatwatchError } from '../errors.ts';
import { leftOf, type WriteRequest } from './batch-write.ts';
import { openEngine } from './engine.ts';
import { shortly } from './short-way.ts';
import { TABLE } from './table.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type Item = Key & Readonly<Record<string, unknown>>;

export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Another way for requests than the client's own. */
  readonly exchange?: Exchange;
}

/** How many rounds a batch may take until all of it is taken. */
const ROUNDS = 12;
const PARALLEL = 8;

export function openTable(name: string, options: Partial<Omit<Table, 'name'>> = {}): Table {
  return {
    name,
    client:
      options.client ?? DynamoDBDocumentClient.from(openEngine(), { marshallOptions: { removeUndefinedValues: true } }),
    random: options.random ?? Math.random,
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    ...(options.exchange ? { exchange: options.exchange } : {}),
  };
}

export async function get(table: Table, key: Key): Promise<Item | null> {
  const answer = await ledgerCall(() =>
    table.client.send(
      shortly('GetItem', new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }), table.exchange),
    ),
  );
  return (answer.Item as Item | undefined) ?? null;
}

/** Items by key, in no order; keys without an item are left out. */
export async function getAll(table: Table, keys: readonly Key[]): Promise<Item[]> {
  const found: Item[] = [];
  await inParallel(chunked(keys, 100), PARALLEL, async (part) => {
    let left: Key[] = [...part];
    for (let round = 0; left.length > 0; round++) {
      if (round > 0) await backoff(table, round);
      const answer = await ledgerCall(() =>
        table.client.send(
          shortly(
            'BatchGetItem',
            new BatchGetCommand({ RequestItems: { [table.name]: { Keys: left, ConsistentRead: true } } }),
            table.exchange,
          ),
        ),
      );
      found.push(...((answer.Responses?.[table.name] ?? []) as Item[]));
      left = (answer.UnprocessedKeys?.[table.name]?.Keys ?? []) as Key[];
    }
  });
  return found;
}

/** Puts and deletes whole items; each is right alone, in any order and any number of times. */
export async function writeAll(table: Table, puts: readonly Item[], deletes: readonly Key[] = []): Promise<void> {
  const requests: WriteRequest[] = [
    ...puts.map((Item) => ({ PutRequest: { Item } })),
    ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  ];
  await inParallel(chunked(requests, 25), PARALLEL, async (part) => {
    let left: readonly WriteRequest[] = part;
    for (let round = 0; left.length > 0; round++) {
      if (round > 0) await backoff(table, round);
      const batch = new BatchWriteCommand({ RequestItems: { [table.name]: [...left] } });
      const answer = await ledgerCall(() => table.client.send(shortly('BatchWriteItem', batch, table.exchange)));
      left = leftOf(left, answer.UnprocessedItems?.[table.name] ?? []);
    }
  });
}

/** Puts one item if its stored `version` is still this one (null = no item yet). False when somebody was faster. */
export async function putIf(table: Table, item: Item, version: number | null): Promise<boolean> {
  try {
    const put = new PutCommand({
      TableName: table.name,
      Item: item,
      ...(version === null
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: version === 0 ? 'attribute_not_exists(v) OR v = :v' : 'v = :v',
            ExpressionAttributeValues: { ':v': version },
          }),
    });
    await ledgerCall(() => table.client.send(shortly('PutItem', put, table.exchange)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Replaces what lies in several items if the last one's stored version is still this one; null = it is not there. */
export async function replaceIf(table: Table, items: readonly Item[], version: number | null): Promise<boolean> {
  const last = items.at(-1);
  if (!last) return true;
  await writeAll(table, items.slice(0, -1));
  return putIf(table, last, version);
}

export interface Range {
  readonly pk: string;
  /** First and last sort key, inclusive; both or neither. */
  readonly from?: string;
  readonly to?: string;
  readonly index?: boolean;
  readonly newestFirst?: boolean;
  /** Continues after this item. */
  readonly after?: Readonly<Record<string, unknown>>;
  readonly pageSize?: number;
  /** Strongly consistent reads cost double and do not exist on the index. */
  readonly consistent?: boolean;
}

/** The items of one partition in key order, page after page. */
export async function* query(table: Table, range: Range): AsyncGenerator<Item> {
  const [pk, sk] = range.index ? [TABLE.index.partitionKey, TABLE.index.sortKey] : [TABLE.partitionKey, TABLE.sortKey];
  const between = range.from !== undefined && range.to !== undefined;
  let start = range.after;
  do {
    const input: QueryCommandInput = {
      TableName: table.name,
      ...(range.index ? { IndexName: TABLE.index.name } : { ConsistentRead: range.consistent ?? false }),
      KeyConditionExpression: between ? '#pk = :pk AND #sk BETWEEN :from AND :to' : '#pk = :pk',
      ExpressionAttributeNames: between ? { '#pk': pk, '#sk': sk } : { '#pk': pk },
      ExpressionAttributeValues: between
        ? { ':pk': range.pk, ':from': range.from, ':to': range.to }
        : { ':pk': range.pk },
      ScanIndexForward: !range.newestFirst,
      ...(range.pageSize === undefined ? {} : { Limit: range.pageSize }),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    };
    const answer = await ledgerCall(() => table.client.send(shortly('Query', new QueryCommand(input), table.exchange)));
    yield* (answer.Items ?? []) as Item[];
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}

/** Everything that one prefix of a sort key holds. */
export const prefixed = (pk: string, prefix: string): Pick<Range, 'pk' | 'from' | 'to'> => ({
  pk,
  from: prefix,
  to: `${prefix}\u{10FFFF}`,
});

export async function collectAll<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Runs `work` over the items, at most `width` at a time; the first error ends it after the running ones. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}

export function chunked<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

async function backoff(table: Table, round: number): Promise<void> {
  if (round >= ROUNDS) throw new SeatwatchError('LEDGER_UNAVAILABLE', 'DynamoDB keeps leaving part of a batch undone');
  await table.sleep(table.random() * Math.min(5000, 50 * 2 ** round));
}

const isConditionFailure = (error: unknown): boolean =>
  error instanceof SeatwatchError &&
  error.cause instanceof Error &&
  error.cause.name === 'ConditionalCheckFailedException';

async function ledgerCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const name = nameOfThrown(error);
    throw new SeatwatchError('LEDGER_UNAVAILABLE', `DynamoDB: ${name}`, { cause: error });
  }
}
