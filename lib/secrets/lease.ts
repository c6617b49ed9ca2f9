/**
 * One holder at a time for a secret, over all runs: an item of the table that is put when nobody's is there or
 * the last one's time is over. A holder that dies keeps others waiting for no longer than the lease lasts.
 */
import { randomUUID } from 'node:crypto';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { nameOfThrown, SeatwatchError } from '../errors.ts';
import { leaseKey } from '../ledger/keys.ts';
import { outOfTime } from '../pause.ts';

export interface LeasePlace {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly table: string;
  readonly secretId: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Lease {
  /** Begins the lease's time anew. False when somebody else has held it since, so that it is not ours any more. */
  renew(): Promise<boolean>;
  /** Never throws: what is not released ends by itself. */
  release(): Promise<void>;
}

const LEASE_MS = 60_000;
const POLL_MS = 500;

/** Waits for the lease. Throws OUT_OF_TIME when the run ends first and LEDGER_UNAVAILABLE when DynamoDB fails. */
export async function acquireLease(place: LeasePlace, signal: AbortSignal): Promise<Lease> {
  const { dynamodb, table, now, random, sleep } = place;
  const key = leaseKey(place.secretId);
  const holder = randomUUID();
  const until = (): number => now().getTime() + LEASE_MS;

  const taken = (): Promise<boolean> =>
    unlessRefused(() =>
      dynamodb.send(
        new PutCommand({
          TableName: table,
          Item: { ...key, heldBy: holder, heldUntil: until() },
          // Our own name passes: the client repeats a put whose answer was lost.
          ConditionExpression: 'attribute_not_exists(pk) OR heldUntil <= :now OR heldBy = :me',
          ExpressionAttributeValues: { ':now': now().getTime(), ':me': holder },
        }),
      ),
    );

  for (;;) {
    if (signal.aborted) throw outOfTime();
    if (await taken()) break;
    await sleep(POLL_MS * (0.5 + random()), signal);
  }
  const ours = { TableName: table, Key: key, ConditionExpression: 'heldBy = :me' };
  return {
    renew: () =>
      unlessRefused(() =>
        dynamodb.send(
          new UpdateCommand({
            ...ours,
            UpdateExpression: 'SET heldUntil = :until',
            ExpressionAttributeValues: { ':me': holder, ':until': until() },
          }),
        ),
      ),
    release: async () => {
      await dynamodb
        .send(new DeleteCommand({ ...ours, ExpressionAttributeValues: { ':me': holder } }))
        .catch(() => undefined);
    },
  };
}

/** False when the condition of a write does not hold. */
async function unlessRefused(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    const name = nameOfThrown(error);
    if (name === 'ConditionalCheckFailedException') return false;
    throw new SeatwatchError('LEDGER_UNAVAILABLE', `lease of a secret: DynamoDB: ${name}`, { cause: error });
  }
}
