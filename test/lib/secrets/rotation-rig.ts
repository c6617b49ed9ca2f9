/** A secret, a table and a clock of the test's own, on which runs rotate a refresh token. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { onTestFinished } from 'vitest';
import { leaseKey } from '../../../lib/ledger/keys.ts';
import { type RotationOptions, rotation } from '../../../lib/secrets/rotation.ts';
import type { LocalDynamoDb } from '../../support/dynamodb.ts';
import { startSecretsManager } from '../../support/secrets-manager.ts';

export const ID = 'seatwatch/partner-center';
const KEY = leaseKey(ID);

export async function rotationRig(db: LocalDynamoDb, value: string | null = '{"refreshToken":"old"}') {
  const table = await db.newTable();
  const secrets = await startSecretsManager();
  onTestFinished(() => secrets.close());
  secrets.set(ID, value);
  const time = { now: Date.parse('2026-11-21T02:00:00Z') };
  return {
    secrets,
    /** Milliseconds; waiting moves it. */
    time,
    /** What a run has as `Context.rotate`. */
    run: (options: Partial<RotationOptions> = {}) =>
      rotation({
        secrets: secrets.client,
        dynamodb: db.client,
        table,
        secretId: ID,
        account: 'default',
        signal: new AbortController().signal,
        now: () => new Date(time.now),
        sleep: async (ms) => {
          time.now += ms;
          await new Promise((resolve) => setTimeout(resolve, 1));
        },
        ...options,
      }),
    lease: async (): Promise<Record<string, unknown> | undefined> =>
      (await db.client.send(new GetCommand({ TableName: table, Key: KEY }))).Item,
    /** From now on somebody else holds the lease, alive or dead. */
    heldByAnother: async (ms: number): Promise<void> => {
      const Item = { ...KEY, heldBy: 'another run', heldUntil: time.now + ms };
      await db.client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}

/** An exchange that answers this refresh token. */
export const gives = (refreshToken: string | null) => async () => ({ refreshToken, accessToken: 'access' });
