/**
 * Refresh tokens that change when they are used. Exchange and writing back happen under the secret's lease, so two
 * runs, or two accounts of one secret, never overwrite each other's token.
 */
import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { SeatwatchError } from '../errors.ts';
import { isObject } from '../json.ts';
import { pause } from '../pause.ts';
import type { Context } from '../provider.ts';
import { acquireLease, type Lease } from './lease.ts';
import { withField } from './splice.ts';
import { nameOf, readSecret, secretCall, type SecretEntry } from './value.ts';

export interface RotationOptions {
  readonly secrets: SecretsManagerClient;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly table: string;
  readonly secretId: string;
  /** The account's name in the secret. */
  readonly account: string;
  /** Ends the wait for the lease. A token that was obtained is written back even after that. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const WRITES = 4;
const WRITE_PAUSE_MS = 400;

/**
 * `Context.rotate` of one account. Besides what the exchange throws: CONFIG_INVALID when the account or its refresh
 * token has gone from the secret, SECRET_UNAVAILABLE when it cannot be read or written, LEDGER_UNAVAILABLE,
 * OUT_OF_TIME. In each of these cases what the vendor answered is not handed out.
 *
 * A new token is stored unless another run held the lease since and stored one of its own: that came from a later
 * exchange, so it stays, ours is dropped, and the exchange is made once more with what is stored. A token typed in
 * by hand during the exchange is overwritten; Secrets Manager keeps it as its previous version.
 */
export function rotation(options: RotationOptions): Context<unknown>['rotate'] {
  const { secrets, dynamodb, table, secretId, account, signal, now } = options;
  const { random = Math.random, sleep = pause } = options;
  const place = { dynamodb, table, secretId, now, random, sleep };

  async function stored(): Promise<{ text: string; entry: SecretEntry; token: string }> {
    const secret = await readSecret(secrets, secretId);
    const [entry, ...others] = secret?.entries.filter(({ name }) => name === account) ?? [];
    const where = `secret ${nameOf(secretId)}, account ${account}`;
    if (!secret || !entry) throw new SeatwatchError('CONFIG_INVALID', `${where}: is not in the secret any more`);
    if (others.length > 0) throw new SeatwatchError('CONFIG_INVALID', `${where}: is there more than once`);
    const token = isObject(entry.value) ? entry.value['refreshToken'] : undefined;
    if (typeof token !== 'string' || token === '') {
      throw new SeatwatchError('CONFIG_INVALID', `${where}: refreshToken is missing`);
    }
    return { text: secret.text, entry, token };
  }

  async function write(token: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        // Read again for each attempt: whoever edits another field at this moment must not lose it.
        const { text, entry } = await stored();
        const SecretString = withField(text, entry.index, 'refreshToken', token);
        await secretCall(secretId, () => secrets.send(new PutSecretValueCommand({ SecretId: secretId, SecretString })));
        return;
      } catch (error) {
        const passing = error instanceof SeatwatchError && error.code === 'SECRET_UNAVAILABLE';
        if (!passing || attempt >= WRITES) throw error;
        // Not ended by the run's signal: the stored token may be worth nothing by now.
        await sleep(WRITE_PAUSE_MS * (attempt - 0.5 + random()), new AbortController().signal);
      }
    }
  }

  return async (exchange) => {
    let lease: Lease | null = await acquireLease(place, signal);

    /** Whether nobody stored another token since ours was asked for. Holds the lease again if at all possible. */
    async function isNewest(used: string): Promise<boolean> {
      try {
        if (await lease?.renew()) return true;
        lease = null;
        lease = await acquireLease(place, signal);
      } catch (error) {
        // Without a lease a token can still be saved as long as it replaces the one that was exchanged for it.
        if ((await stored()).token === used) return true;
        throw error;
      }
      return (await stored()).token === used;
    }

    try {
      for (;;) {
        const { token: used } = await stored();
        const answer = await exchange(used);
        const { refreshToken } = answer;
        if (!refreshToken || refreshToken === used) return answer;
        if (!(await isNewest(used))) continue;
        await write(refreshToken);
        return answer;
      }
    } finally {
      await lease?.release();
    }
  };
}
