/** What DynamoDB and Secrets Manager can do to a run, by name. */
import { type DynamoDbFault, startDynamoDbProxy } from '../support/dynamodb-proxy.ts';
import { type SecretsFault, startSecretsProxy } from '../support/secrets-proxy.ts';
import type { Started } from './base.ts';
import type { Arranged } from './cell.ts';
import { serveMemory } from './memory-parts.ts';

export interface AwsEntry {
  readonly name: string;
  readonly about: string;
  readonly dynamodb?: readonly DynamoDbFault[];
  readonly secrets?: readonly SecretsFault[];
  /** Concerns only providers whose secret is written. */
  readonly writes?: true;
}

const ONCE_EACH = ['GetItem', 'PutItem', 'UpdateItem', 'BatchGetItem', 'BatchWriteItem', 'Query'] as const;
const each = (kind: DynamoDbFault['kind'], times = 1): DynamoDbFault[] =>
  ONCE_EACH.map((operation) => ({ kind, operation, times }));
const batches = (kind: DynamoDbFault['kind'], times: number): DynamoDbFault[] => [
  { kind, operation: 'BatchWriteItem', times },
  { kind, operation: 'BatchGetItem', times },
];

export const AWS_FAULTS: readonly AwsEntry[] = [
  { name: 'table-throttled-once', about: 'each operation is throttled once', dynamodb: each('throttle') },
  { name: 'table-throttled', about: 'every operation is throttled', dynamodb: [{ kind: 'throttle' }] },
  {
    name: 'table-throttled-writing',
    about: 'batches of writes are throttled, for good',
    dynamodb: [{ kind: 'throttle', operation: 'BatchWriteItem' }],
  },
  { name: 'table-fails-once', about: 'each operation fails once with status 500', dynamodb: each('status') },
  { name: 'table-fails', about: 'every operation fails with status 500', dynamodb: [{ kind: 'status' }] },
  {
    name: 'table-fails-in-mid-run',
    about: 'every operation fails from the twentieth on',
    dynamodb: [{ kind: 'status', after: 20 }],
  },
  {
    name: 'batches-half-done',
    about: 'half of each batch is handed back, thirty times',
    dynamodb: batches('unprocessed', 30),
  },
  {
    name: 'batches-untouched',
    about: 'all of each batch is handed back, for good',
    dynamodb: [
      { kind: 'untouched', operation: 'BatchWriteItem' },
      { kind: 'untouched', operation: 'BatchGetItem' },
    ],
  },
  { name: 'table-slow', about: 'every operation takes 5 ms longer', dynamodb: [{ kind: 'slow', ms: 5 }] },
  { name: 'table-reset-once', about: 'the connection breaks once at each operation', dynamodb: each('reset') },
  { name: 'table-reset', about: 'the connection breaks at every operation', dynamodb: [{ kind: 'reset' }] },
  {
    name: 'write-answers-lost-once',
    about: 'each kind of write is done once and its answer lost',
    dynamodb: (['PutItem', 'UpdateItem', 'BatchWriteItem', 'DeleteItem'] as const).map((operation) => ({
      kind: 'lost' as const,
      operation,
      times: 1,
    })),
  },
  {
    name: 'write-answers-lost',
    about: 'every put is done and its answer lost',
    dynamodb: [{ kind: 'lost', operation: 'PutItem' }],
  },
  {
    name: 'table-refuses-writing',
    about: 'every put is refused',
    dynamodb: [{ kind: 'refuse', operation: 'PutItem' }],
  },
  {
    name: 'secret-throttled-once',
    about: 'the secret is read at the second attempt',
    secrets: [{ kind: 'throttle', operation: 'GetSecretValue', times: 1 }],
  },
  {
    name: 'secret-throttled',
    about: 'reading the secret is throttled, for good',
    secrets: [{ kind: 'throttle', operation: 'GetSecretValue' }],
  },
  { name: 'secret-denied', about: 'there is no right to read the secret', secrets: [{ kind: 'deny' }] },
  { name: 'secret-undecryptable', about: 'the key of the secret is gone', secrets: [{ kind: 'undecryptable' }] },
  { name: 'secret-fails', about: 'Secrets Manager fails with status 500', secrets: [{ kind: 'status' }] },
  { name: 'secret-reset', about: 'the connection to Secrets Manager breaks', secrets: [{ kind: 'reset' }] },
  {
    name: 'secret-not-written-once',
    about: 'the new refresh token is stored at the third attempt',
    secrets: [{ kind: 'status', operation: 'PutSecretValue', times: 2 }],
    writes: true,
  },
  {
    name: 'secret-not-written',
    about: 'the new refresh token cannot be stored',
    secrets: [{ kind: 'deny', operation: 'PutSecretValue' }],
    writes: true,
  },
  {
    name: 'secret-written-answer-lost',
    about: 'the new refresh token is stored and the answer lost',
    secrets: [{ kind: 'lost', operation: 'PutSecretValue', times: 1 }],
    writes: true,
  },
];

/** Puts the services that are at fault behind proxies. */
export async function arrangeAws(
  { dynamodb = [], secrets = [] }: AwsEntry,
  { bench, memory }: Started,
): Promise<Arranged> {
  const engine = await serveMemory(memory);
  const [table, secret] = await Promise.all([
    startDynamoDbProxy(engine.origin, bench.table.name),
    startSecretsProxy(bench.secrets.endpoint),
  ]);
  for (const fault of dynamodb) table.fault(fault);
  for (const fault of secrets) secret.fault(fault);
  return {
    options: { ...(dynamodb.length > 0 ? { table: table.table } : {}), secrets: secret.client },
    clear: () => {
      table.clearFaults();
      secret.clearFaults();
    },
    close: async () => {
      await Promise.all([table.close(), secret.close()]);
      await engine.close();
    },
  };
}
