/**
 * As much of DynamoDB as the product speaks, in its own JSON, held in memory: for tests that need thousands of tables and
 * copies of them. `test/lib/ledger/client.test.ts` holds it to the same promises as the real engines.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../lib/ledger/table.ts';
import { isAllowed } from './memory-dynamodb/condition.ts';
import { Partition, type Stored } from './memory-dynamodb/partition.ts';

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

interface Key {
  readonly pk: AttributeValue;
  readonly sk: AttributeValue;
}

/** Only the fields that the product sends. */
interface Input {
  readonly Item?: Stored;
  readonly Key?: Key;
  readonly IndexName?: string;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Stored;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

type Write = { readonly PutRequest?: { readonly Item: Stored }; readonly DeleteRequest?: { readonly Key: Key } };

const text = (value: AttributeValue | undefined): string => value?.S ?? '';
const { index } = TABLE;
/** Behind every key that begins alike. */
const LAST = '\u{10FFFF}';
const PLACE = '\u0000';

export class MemoryDynamoDb {
  readonly #table: Map<string, Partition>;
  readonly #index: Map<string, Partition>;
  /** Small, so that longer walks have to page. */
  readonly #page: number;

  constructor(page = 50, from: readonly [Iterable<[string, Partition]>, Iterable<[string, Partition]>] = [[], []]) {
    this.#page = page;
    const [table, marked] = from.map((one) => new Map([...one].map(([key, partition]) => [key, partition.copy()])));
    this.#table = table ?? new Map<string, Partition>();
    this.#index = marked ?? new Map<string, Partition>();
  }

  /** A second one that begins with what this one holds. */
  copy(): MemoryDynamoDb {
    return new MemoryDynamoDb(this.#page, [this.#table, this.#index]);
  }

  answer(operation: string, body: string): WireAnswer {
    const input = JSON.parse(body) as Input;
    switch (operation) {
      case 'CreateTable':
      case 'DescribeTable':
        return ok({ Table: { TableStatus: 'ACTIVE' } });
      case 'GetItem':
        return ok({ Item: this.#get(input.Key) });
      case 'BatchGetItem':
        return ok(this.#getAll(input));
      case 'BatchWriteItem':
        this.#writeAll(input);
        return ok({ UnprocessedItems: {} });
      case 'Query':
        return ok(this.#query(input));
      case 'Scan':
        return ok({ Items: [...this.#table.values()].flatMap((one) => one.range('', LAST)) });
      default:
        return this.#conditional(operation, input);
    }
  }

  #conditional(operation: string, input: Input): WireAnswer {
    const key = input.Item ? { pk: input.Item['pk'], sk: input.Item['sk'] } : input.Key;
    const stored = this.#get(key as Key);
    if (!isAllowed(input.ConditionExpression, stored, input.ExpressionAttributeValues ?? {})) {
      return refused('ConditionalCheckFailedException');
    }
    const [, field = '', value = ''] = /^SET (\w+) = (:\w+)$/.exec(input.UpdateExpression ?? '') ?? [];
    const fresh = input.ExpressionAttributeValues?.[value];
    if (operation === 'PutItem' && input.Item) this.#put(input.Item);
    else if (operation === 'DeleteItem') this.#delete(key as Key);
    else if (operation === 'UpdateItem' && stored && fresh) this.#put({ ...stored, [field]: fresh });
    else return refused('ValidationException');
    return ok({});
  }

  #get(key: Key | undefined): Stored | undefined {
    return this.#table.get(text(key?.pk))?.get(text(key?.sk));
  }

  #getAll({ RequestItems = {} }: Input): object {
    const found = Object.entries(RequestItems as Record<string, { readonly Keys: readonly Key[] }>);
    const Responses = Object.fromEntries(
      found.map(([table, { Keys }]) => [table, Keys.map((key) => this.#get(key)).filter((item) => item !== undefined)]),
    );
    return { Responses, UnprocessedKeys: {} };
  }

  #writeAll({ RequestItems = {} }: Input): void {
    for (const { PutRequest, DeleteRequest } of Object.values(
      RequestItems as Record<string, readonly Write[]>,
    ).flat()) {
      if (PutRequest) this.#put(PutRequest.Item);
      if (DeleteRequest) this.#delete(DeleteRequest.Key);
    }
  }

  #put(item: Stored): void {
    this.#delete(item as unknown as Key);
    partitionOf(this.#table, text(item['pk'])).put(text(item['sk']), item);
    if (item[index.partitionKey]) partitionOf(this.#index, text(item[index.partitionKey])).put(markOf(item), item);
  }

  #delete(key: Key): void {
    const stored = this.#get(key);
    if (!stored) return;
    this.#table.get(text(key.pk))?.delete(text(key.sk));
    this.#index.get(text(stored[index.partitionKey]))?.delete(markOf(stored));
  }

  #query(input: Input): object {
    const values = input.ExpressionAttributeValues ?? {};
    const [pk, from, to] = [text(values[':pk']), text(values[':from']), values[':to'] ? text(values[':to']) : LAST];
    const marked = input.IndexName !== undefined;
    const held = (marked ? this.#index : this.#table).get(pk)?.range(from, marked ? `${to}${PLACE}${LAST}` : to) ?? [];
    if (input.ScanIndexForward === false) held.reverse();
    const start = input.ExclusiveStartKey;
    const placeOf = (item: Stored): string => (marked ? markOf(item) : text(item['sk']));
    const after = start ? held.findIndex((item) => isPast(placeOf(item), placeOf(start), input.ScanIndexForward)) : 0;
    const rest = after < 0 ? [] : held.slice(after);
    const Items = rest.slice(0, Math.min(this.#page, input.Limit ?? this.#page));
    const last = Items.length < rest.length ? Items.at(-1) : undefined;
    return { Items, Count: Items.length, ...(last ? { LastEvaluatedKey: last } : {}) };
  }
}

const isPast = (place: string, start: string, forward = true): boolean => {
  const order = Buffer.compare(Buffer.from(place), Buffer.from(start));
  return forward ? order > 0 : order < 0;
};

const markOf = (item: Stored): string => [item[index.sortKey], item['pk'], item['sk']].map(text).join(PLACE);

function partitionOf(partitions: Map<string, Partition>, key: string): Partition {
  const found = partitions.get(key) ?? new Partition();
  partitions.set(key, found);
  return found;
}

const ok = (answer: object): WireAnswer => ({ status: 200, body: JSON.stringify(answer) });

const refused = (type: string): WireAnswer => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }),
});
