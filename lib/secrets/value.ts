/** The value of a provider's secret as it is stored: one account or a list of them, not yet checked. */
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SeatwatchError } from '../errors.ts';
import { isObject, parseJson } from '../json.ts';

export interface SecretEntry {
  /** The account's name, or `#2` for the second entry when it has none that can be read. */
  readonly name: string;
  /** Place in the list; null = the secret is this one object. */
  readonly index: number | null;
  readonly value: unknown;
}

export interface SecretValue {
  readonly text: string;
  /** Without empty objects: they are accounts that are not configured yet. */
  readonly entries: readonly SecretEntry[];
}

/** Like `parseSecret`, and null also when there is no such secret. Throws SECRET_UNAVAILABLE with the AWS error's name. */
export async function readSecret(client: SecretsManagerClient, secretId: string): Promise<SecretValue | null> {
  return parseSecret(await storedText(client, secretId), secretId);
}

/**
 * Null when nothing is in it. Throws CONFIG_INVALID for a value that is no object and no list. No message holds anything
 * of the value.
 */
export function parseSecret(text: string, secretId: string): SecretValue | null {
  // A byte order mark comes from an editor and means nothing.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return null;
  const value = parsed(json, secretId);
  if (!Array.isArray(value) && !isObject(value) && value !== null) {
    throw new SeatwatchError('CONFIG_INVALID', `secret ${nameOf(secretId)} is neither an object nor a list of them`);
  }
  const entries: SecretEntry[] = Array.isArray(value)
    ? value.map((item: unknown, index) => ({ name: accountName(item, index), index, value: item }))
    : [{ name: accountName(value, 0), index: null, value: value ?? {} }];
  const configured = entries.filter((entry) => !isObject(entry.value) || Object.keys(entry.value).length > 0);
  return configured.length === 0 ? null : { text, entries: configured };
}

/** The secret's name as people know it, also out of an ARN. */
export const nameOf = (secretId: string): string => secretId.slice(secretId.lastIndexOf(':') + 1);

/** Runs one call to Secrets Manager; what it throws becomes SECRET_UNAVAILABLE. */
export async function secretCall<T>(secretId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { name, code } = error as { name?: unknown; code?: unknown };
    const known = typeof code === 'string' ? code : String(name);
    throw new SeatwatchError('SECRET_UNAVAILABLE', `secret ${nameOf(secretId)}: Secrets Manager: ${known}`, {
      cause: error,
    });
  }
}

async function storedText(client: SecretsManagerClient, secretId: string): Promise<string> {
  return secretCall(secretId, async () => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      return SecretString ?? '';
    } catch (error) {
      // Also what a secret answers that was made and never filled.
      if (error instanceof ResourceNotFoundException) return '';
      throw error;
    }
  });
}

function parsed(text: string, secretId: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // The parser's own message quotes the text.
    throw new SeatwatchError('CONFIG_INVALID', `secret ${nameOf(secretId)} is not JSON`);
  }
}

function accountName(value: unknown, index: number): string {
  if (!isObject(value)) return `#${index + 1}`;
  const { account = 'default' } = value;
  return typeof account === 'string' && account !== '' ? account : `#${index + 1}`;
}
