/** The webhook of a chat as its secret holds it: the address is a password, so it lives where passwords live. */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { nameOfThrown, SeatwatchError } from '../errors.ts';
import { CHAT_FORMATS } from './chat.ts';
import type { Webhook } from './send.ts';

const isReachable = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
};

// Teams' addresses carry their key in the query, so the address is kept letter by letter.
const url = v.pipe(v.string(), v.check(isReachable, 'must be an https address'));

const schema = v.object({ url, format: v.optional(v.picklist(CHAT_FORMATS), 'slack') });

/** `{"url": "https://…", "format": "slack" | "teams"}`. Throws CONFIG_INVALID or SECRET_UNAVAILABLE; names no value. */
export async function readWebhook(client: SecretsManagerClient, secretId: string): Promise<Webhook> {
  let text: string | undefined;
  try {
    text = (await client.send(new GetSecretValueCommand({ SecretId: secretId }))).SecretString;
  } catch (error) {
    const name = nameOfThrown(error);
    throw new SeatwatchError('SECRET_UNAVAILABLE', `the secret of the webhook cannot be read: ${name}`, {
      cause: error,
    });
  }
  const parsed = v.safeParse(schema, jsonOf(text ?? ''));
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]) ?? 'value';
  throw new SeatwatchError(
    'CONFIG_INVALID',
    `the secret of the webhook: ${field} must be as in {"url":"https://…","format":"slack"}`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
