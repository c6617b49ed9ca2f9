/** Rows of CSV as RFC 4180 has them, safe to open in a spreadsheet. */

/** One line with its end. Null is an empty cell, empty text a quoted one, an object its JSON text. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value === '' ? '""' : quoted(harmless(value));
  return quoted(JSON.stringify(value));
}

/** A spreadsheet takes text that begins like this for a formula and runs it. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
