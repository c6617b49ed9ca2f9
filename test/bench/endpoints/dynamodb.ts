/**
 * A DynamoDB that takes every write and answers reads from memory, as cheaply as it can, so that it is not what is
 * measured. It can meter what it is asked for in DynamoDB's own units.
 */
import type { AttributeMap } from './item-size.ts';
import { kindOf, meter, type Spent, writeUnits } from './meter.ts';
import { type Query, queryOf } from './query.ts';
import { createReads } from './reads.ts';
import { createStore } from './store.ts';
import { type Batch, batchOf, bytesOf, keysIn, type Written } from './written.ts';
import { isAllowed, type PutRequest } from './condition.ts';

interface WriteRequest {
  readonly PutRequest?: { readonly Item: AttributeMap };
  readonly DeleteRequest?: { readonly Key: AttributeMap };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const ok = (body: string): Answer => ({ status: 200, body });
const REFUSED: Answer = {
  status: 400,
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}',
};

export function createDynamoDb() {
  const store = createStore();
  let metered = false;
  let { of, spent } = meter();
  let requests = new Map<string, number>();
  const reads = createReads(store, (pk, sk) => (metered ? of(kindOf(pk, sk)) : null));

  function put(batch: Batch): void {
    let index = 0;
    for (const [pk, sk] of keysIn(batch.text)) {
      const written: Written = { batch, index: index++, bytes: -1 };
      const before = store.put(pk, sk, written);
      if (metered) charge(of(kindOf(pk, sk)), written, before);
    }
    if (metered)
      for (const kind of new Set([...keysIn(batch.text)].map(([pk, sk]) => kindOf(pk, sk)))) of(kind).requests++;
  }

  /** An item costs the larger of what it was and what it is, once more in the index. */
  function charge(one: Spent, written: Written, before: Written | undefined): void {
    const bytes = bytesOf(written);
    const most = Math.max(bytes, before ? bytesOf(before) : 0);
    one.bytes += bytes;
    one.writes += writeUnits(most) * (store.isMarked(written) || (before && store.isMarked(before)) ? 2 : 1);
  }

  function remove(key: AttributeMap): void {
    const [pk, sk] = [String(key['pk']?.['S']), String(key['sk']?.['S'])];
    const before = store.remove(pk, sk);
    if (metered) of(kindOf(pk, sk)).writes += before ? writeUnits(bytesOf(before)) : 1;
  }

  function batchWrite(text: string): Answer {
    if (!text.includes('"DeleteRequest"')) put(batchOf(text, putsOf));
    else {
      for (const { PutRequest, DeleteRequest } of writesOf(JSON.parse(text))) {
        if (DeleteRequest) remove(DeleteRequest.Key);
        if (PutRequest) put(batchOf(JSON.stringify(PutRequest), itemIn));
      }
    }
    return ok('{"UnprocessedItems":{}}');
  }

  function putItem(text: string): Answer {
    if (text.includes('"ConditionExpression"')) {
      const request = JSON.parse(text) as PutRequest;
      const [pk, sk] = [String(request.Item['pk']?.['S']), String(request.Item['sk']?.['S'])];
      if (!isAllowed(request, store.get(pk, sk))) {
        if (metered) of(kindOf(pk, sk)).writes++;
        return REFUSED;
      }
    }
    put(batchOf(text, itemIn));
    return ok('{}');
  }

  const operations: Readonly<Record<string, (text: string) => Answer>> = {
    BatchWriteItem: batchWrite,
    PutItem: putItem,
    BatchGetItem: (text) => ok(reads.batchGet(text)),
    GetItem: (text) => ok(reads.get(text)),
    Query: (text) => ok(reads.query(queryOf(JSON.parse(text) as Query))),
    // The lease of a secret: nobody else wants it here.
    UpdateItem: () => ok('{}'),
    DeleteItem: (text) => {
      remove((JSON.parse(text) as { Key: AttributeMap }).Key);
      return ok('{}');
    },
  };

  return {
    answer(operation: string, text: string): Answer {
      requests.set(operation, (requests.get(operation) ?? 0) + 1);
      return operations[operation]?.(text) ?? { status: 400, body: `{"__type":"UnknownOperation${operation}"}` };
    },
    /** Begins to count anew. `empty` also forgets what was written. */
    reset(options: { readonly metered: boolean; readonly empty: boolean }): void {
      metered = options.metered;
      ({ of, spent } = meter());
      requests = new Map();
      if (options.empty) store.clear();
    },
    counts: () => ({
      requests: Object.fromEntries(requests),
      spent: Object.fromEntries(spent),
    }),
    /** What lies in the table, by kind. */
    kept: () => reads.kept(),
  };
}

const writesOf = (request: unknown): WriteRequest[] =>
  Object.values((request as { RequestItems: Readonly<Record<string, WriteRequest[]>> }).RequestItems).flat();
const putsOf = (request: unknown): AttributeMap[] =>
  writesOf(request).flatMap(({ PutRequest }) => (PutRequest ? [PutRequest.Item] : []));
const itemIn = (request: unknown): AttributeMap[] => [(request as { Item: AttributeMap }).Item];
