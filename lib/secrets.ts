/** The accounts of a provider, read from its secret `seatwatch/<provider>` and checked before any request. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { safeParse } from 'valibot';
import { SeatwatchError } from './errors.ts';
import type { Account, Provider } from './provider.ts';
import { complaint } from './secrets/complaint.ts';
import { foreignOwner } from './secrets/foreign.ts';
import { nameOf, readSecret, type SecretEntry, type SecretValue } from './secrets/value.ts';

export interface Accounts<Credentials> {
  readonly accounts: readonly Credentials[];
  /** Accounts that cannot be used, and why; the others can. */
  readonly problems: ReadonlyArray<{ readonly account: string; readonly error: SeatwatchError }>;
}

/**
 * Null = not configured: no secret, no value, `{}`, or a list of nothing but those.
 * Throws SECRET_UNAVAILABLE when Secrets Manager does not answer (the AWS error's name is told) and CONFIG_INVALID
 * when the value as a whole cannot be read. Messages name secret, account and field, and hold no value.
 */
export async function readAccounts<Credentials extends Account>(
  client: SecretsManagerClient,
  secretId: string,
  provider: Pick<Provider<Credentials>, 'id' | 'credentials'>,
): Promise<Accounts<Credentials> | null> {
  const secret = await readSecret(client, secretId);
  return secret && checkAccounts(secret, secretId, provider);
}

/** Every account of a secret that is there, held to its provider's schema. */
export function checkAccounts<Credentials extends Account>(
  secret: SecretValue,
  secretId: string,
  provider: Pick<Provider<Credentials>, 'id' | 'credentials'>,
): Accounts<Credentials> {
  const accounts: Credentials[] = [];
  const problems = new Map<string, SeatwatchError>();
  for (const entry of secret.entries) {
    const wrong = (what: string): void => {
      const where = `secret ${nameOf(secretId)}, account ${entry.name}`;
      problems.set(entry.name, new SeatwatchError('CONFIG_INVALID', `${where}: ${what}`));
    };
    if (isTwice(entry, secret.entries)) {
      // Neither is used: which one is meant is not ours to guess.
      wrong('there is more than one account of this name');
      continue;
    }
    const owner = foreignOwner(entry.value, provider.id);
    if (owner) {
      wrong(`its fields are those of ${owner}, not of ${provider.id}`);
      continue;
    }
    const parsed = safeParse(provider.credentials, entry.value);
    if (parsed.success) accounts.push(parsed.output);
    else wrong(complaint(parsed.issues));
  }
  return { accounts, problems: [...problems].map(([account, error]) => ({ account, error })) };
}

const isTwice = (entry: SecretEntry, entries: readonly SecretEntry[]): boolean =>
  entries.some((other) => other !== entry && other.name === entry.name);
