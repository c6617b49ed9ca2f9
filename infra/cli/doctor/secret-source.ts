/** The secret of each provider, and how its refresh token may be used. */
import { join, resolve } from 'node:path';
import { SeatwatchError } from '../../../lib/errors.ts';
import type { Account, Context } from '../../../lib/provider.ts';
import { rotation } from '../../../lib/secrets/rotation.ts';
import { parseSecret, readSecret, type SecretValue } from '../../../lib/secrets/value.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { readSecretFile } from '../../local/secret-file.ts';
import { secretName } from '../../local/secrets.ts';
import type { Vault } from '../vault.ts';

export interface SecretSource {
  /** Null = not configured. Throws SECRET_UNAVAILABLE, and CONFIG_INVALID for what cannot be read. */
  readonly read: (provider: ProviderId) => Promise<SecretValue | null>;
  readonly rotate: (provider: ProviderId, account: string) => Context<Account>['rotate'];
}

/** New tokens are written back under the lease that collectors use, too. */
export const fromVault = ({ secrets, dynamodb, table, secretIdOf }: Vault, signal: AbortSignal): SecretSource => ({
  read: async (provider) => readSecret(secrets, secretName(provider)),
  rotate: (provider, account) => async (exchange) => {
    const secretId = await secretIdOf(provider);
    return rotation({ secrets, dynamodb, table, secretId, account, signal, now: () => new Date() })(exchange);
  },
});

/** Without a ledger there is no lease: a refresh token that would be used up is left alone. */
export const fromFiles = (env: NodeJS.ProcessEnv): SecretSource => ({
  read: async (provider) => {
    const file = join(resolve(env['SEATWATCH_SECRETS'] ?? 'secrets'), `${provider}.json`);
    const text = await readSecretFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new SeatwatchError('SECRET_UNAVAILABLE', `${file} cannot be read (${error.code ?? error.name})`);
    });
    return text === null ? null : parseSecret(text, secretName(provider));
  },
  rotate: () => async () => {
    throw new SeatwatchError(
      'LEDGER_UNAVAILABLE',
      'not signed in: that would use up the refresh token, which wants a running Seatwatch to keep the next one',
    );
  },
});
