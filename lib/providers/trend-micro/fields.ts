/** Single fields of the vendor's rows. Null = not usable: text is no number, and a number is no name. */

export const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** Ids stay as given, upper case included; one that came as a number becomes text. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && value.trim() !== '' && value.isWellFormed() ? value : null;
}

/** Ids are compared in any case: the vendor's samples are in upper case, its clients' in lower. */
export const idKey = (id: string): string => id.toLowerCase();

export const problemOf = (value: unknown, wanted: string): string =>
  value === undefined || value === null ? 'is missing' : `is not ${wanted}`;
