import { isObject, type JsonObject } from '../../json.ts';

/** One answer of a list. */
export interface Page {
  /** In the vendor's order, unchecked. */
  readonly rows: unknown[];
  /** Rows of the whole list; null = the vendor does not say. */
  readonly total: number | null;
}

/**
 * The envelope of both lists, or null when it is not one. Null, "" and absent are alike in it. `@nextLink` is not read:
 * it may be relative or foreign and hold a space, and the numbers of rows say the same.
 */
export function pageOf(body: JsonObject): Page | null {
  const rows = given(body['Value']) ?? given(body['value']) ?? body['items'];
  const total = given(body['TotalCount']) ?? given(body['totalCount']);
  if (!Array.isArray(rows) || !(total === null || isCount(total))) return null;
  return { rows, total };
}

/** JSON as an object; null when it is cut short, a web page, empty or something else. */
export function objectOf(text: string): JsonObject | null {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

/** Licences and rows alike: whole and never negative. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const given = (value: unknown): unknown => (value === '' ? null : (value ?? null));
