/** Single fields of the vendor's rows. */

/** An id as text, whatever JSON type it came in; null when there is none. */
export function idIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** A count that may be missing; undefined when it is there and no whole number of 0 or more. */
export function countIn(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? Math.abs(value) : undefined;
}
