/** What the vendor says about a failure, fit for a message: short, one line, nothing that looks personal or secret. */
import { isObject, type JsonObject, parseJson } from '../../json.ts';
import { masked } from '../../masked.ts';

const MOST = 200;
const ADDRESS = /\S+@\S+/g;
const TOKEN = /[\w+/=.~-]{24,}/g;
const CODE = /^[A-Za-z0-9_]{1,60}$/;

/** `secrets` are masked whatever they look like: a client secret is short, and a vendor may repeat what it refuses. */
export function quoted(text: unknown, secrets: readonly string[] = []): string {
  if (typeof text !== 'string' && typeof text !== 'number') return '';
  const plain = masked(String(text), secrets)
    .slice(0, 10 * MOST)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (CODE.test(plain)) return plain;
  return plain.replace(ADDRESS, '…').replace(TOKEN, '…').slice(0, MOST);
}

/** The body as an object; an empty one when it is anything else. */
export function bodyOf(text: string): JsonObject {
  try {
    const body = parseJson(text);
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}
