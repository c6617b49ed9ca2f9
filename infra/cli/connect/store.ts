/** Where a consented token goes: a file of this machine or Secrets Manager, in turn with the collectors. */
import { join, resolve } from 'node:path';
import { readSecret } from '../../../lib/secrets/value.ts';
import { acquireLease } from '../../../lib/secrets/lease.ts';
import { pause } from '../../../lib/pause.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { readSecretFile } from '../../local/secret-file.ts';
import { secretName } from '../../local/secrets.ts';
import type { Given } from '../command.ts';
import { type Place, storeInStack, storeOnThisMachine } from '../secret-store.ts';
import { localVault, type Vault, stackVault } from '../vault.ts';
import { findStack } from '../stack.ts';

export interface Store {
  readonly read: () => Promise<string>;
  /** `make` gets what is stored at that moment, and nobody changes it in between. */
  readonly change: (make: (text: string) => string, signal: AbortSignal) => Promise<Place>;
}

export async function storeOf(provider: ProviderId, { options, env }: Given): Promise<Store> {
  if (options['stack'] !== undefined) {
    const vault = await stackVault(await findStack(options), options);
    const read = async (): Promise<string> => (await readSecret(vault.secrets, secretName(provider)))?.text ?? '';
    const write = (text: string) => storeInStack(provider, text, options);
    return {
      read,
      change: (make, signal) => leased(vault, provider, signal, async () => write(make(await read()))),
    };
  }
  const file = join(resolve(env['SEATWATCH_SECRETS'] ?? 'secrets'), `${provider}.json`);
  const read = async (): Promise<string> => (await readSecretFile(file)) ?? '';
  return {
    read,
    change: async (make, signal) => {
      const vault = await localVault(env);
      const write = async () => storeOnThisMachine(provider, make(await read()), env);
      // Nobody else touches the file while nothing runs.
      return vault ? leased(vault, provider, signal, write) : write();
    },
  };
}

/** A collector that exchanges the old token at this moment would write its answer over the new one. */
async function leased<T>(vault: Vault, provider: ProviderId, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { dynamodb, table } = vault;
  const secretId = await vault.secretIdOf(provider);
  const place = {
    dynamodb,
    table,
    secretId,
    now: () => new Date(),
    random: Math.random,
    sleep: pause,
  };
  const lease = await acquireLease(place, signal);
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
