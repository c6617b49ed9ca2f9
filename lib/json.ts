/**
 * JSON as the vendors send it. Whole numbers too large for a double are kept as text, because they are ids:
 * some of LINE WORKS' have 19 digits. Only the fields named as `quantities` stay numbers whatever their size.
 */
export function parseJson(text: string, quantities: ReadonlySet<string> = NONE): unknown {
  // A reviver makes parsing five times slower, and such a number has 16 digits or more.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key: string, value: unknown, context?: { source?: string }) =>
    quantities.has(key) ? value : keepLargeInteger(value, context?.source),
  );
}

const NONE: ReadonlySet<string> = new Set();

function keepLargeInteger(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
