/**
 * JSON as the vendors send it. Whole numbers too large for a double are kept as text, because they are ids:
 * some of LINE WORKS' have 19 digits.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, keepLargeIntegers);
}

function keepLargeIntegers(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
