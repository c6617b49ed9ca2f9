/** A secret with the refresh token of one account put in; everything else in it stays as it was. */
import { SeatwatchError } from '../../../lib/errors.ts';
import { isObject, type JsonObject, parseJson } from '../../../lib/json.ts';
import { withField } from '../../../lib/secrets/splice.ts';
import { parseSecret, type SecretEntry } from '../../../lib/secrets/value.ts';

/** The account of this name; null when there is none yet. Throws CONFIG_INVALID for a secret that cannot be read. */
export function accountIn(text: string, secretId: string, account: string): JsonObject | null {
  const entry = entryOf(text, secretId, account);
  return entry && isObject(entry.value) ? entry.value : null;
}

/** `fields` are those that a person was asked for; they replace what stands there. */
export function withToken(
  text: string,
  secretId: string,
  account: string,
  fields: JsonObject,
  refreshToken: string,
): string {
  const entry = entryOf(text, secretId, account);
  const before = entry && isObject(entry.value) ? entry.value : null;
  const isChange = Object.entries(fields).some(([name, value]) => before?.[name] !== value);
  // Letter by letter where possible: a person wrote it.
  if (entry && !isChange && typeof before?.['refreshToken'] === 'string') {
    return withField(text, entry.index, 'refreshToken', refreshToken);
  }
  const named = account === 'default' ? {} : { account };
  const after = { ...(before ?? named), ...fields, refreshToken };
  const all = listIn(text);
  const at = entry ? (entry.index ?? 0) : -1;
  const next = at < 0 ? [...all.list, after] : all.list.with(at, after);
  return `${JSON.stringify(next.length === 1 && !all.isList ? next[0] : next, null, 2)}\n`;
}

/** The accounts as they stand there, those without anything in them as well. */
function listIn(text: string): { readonly list: readonly unknown[]; readonly isList: boolean } {
  const json = text.replace(/^\uFEFF/, '').trim();
  const value: unknown = json === '' ? {} : parseJson(json);
  if (Array.isArray(value)) return { list: value, isList: true };
  return { list: isObject(value) && Object.keys(value).length > 0 ? [value] : [], isList: false };
}

function entryOf(text: string, secretId: string, account: string): SecretEntry | null {
  const [entry, ...others] = (parseSecret(text, secretId)?.entries ?? []).filter(({ name }) => name === account);
  if (others.length > 0) {
    throw new SeatwatchError('CONFIG_INVALID', `secret ${secretId}: there is more than one account ${account}`);
  }
  return entry ?? null;
}
