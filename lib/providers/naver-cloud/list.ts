import { isObject, type JsonObject } from '../../json.ts';

/**
 * A list as each edition of the vendor writes it: an array, one bare object, an object around its `child` elements
 * (XML), or nothing at all (`""`, `{}`, null, absent). Null when it is none of these.
 */
export function listOf(value: unknown, child: string): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (isNothing(value)) return [];
  if (!isObject(value)) return null;
  if (!Object.hasOwn(value, child)) return [value];
  const inner = value[child];
  if (Array.isArray(inner)) return inner;
  return isNothing(inner) ? [] : [inner];
}

/** The vendor's ways to say that there is no value: absent, null, blank text, and `{}` for a code. */
export const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (isObject(value) && isEmpty(value));

function isEmpty(object: JsonObject): boolean {
  for (const name in object) if (Object.hasOwn(object, name)) return false;
  return true;
}
