/** Rows of CSV as RFC 4180 has them, safe to open in a spreadsheet. */

/** One line with its end. Null is an empty cell, empty text a quoted one, an object its JSON text. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`;

/** Writes lines of one sheet: what a column shows again and again is made once, which is most of an export. */
export function csvLines(): (values: readonly unknown[]) => string {
  const last: unknown[] = [];
  const shown: string[] = [];
  return (values) => {
    let line = '';
    for (let column = 0; column < values.length; column++) {
      const value = values[column];
      // Objects that are not the same one may still say the same.
      const told = isObject(value) ? JSON.stringify(value) : value;
      if (told !== last[column] || shown[column] === undefined) {
        last[column] = told;
        shown[column] = isObject(value) ? quoted(String(told)) : cell(value);
      }
      line += column === 0 ? shown[column] : `,${shown[column]}`;
    }
    return `${line}\r\n`;
  };
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What takes more than being written down: a formula, or what has to be quoted. */
const SPECIAL = /^[=+\-@\t\r]|[",\r\n]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') {
    if (value === '') return '""';
    return SPECIAL.test(value) ? quoted(harmless(value)) : value;
  }
  return quoted(JSON.stringify(value));
}

/** A spreadsheet takes text that begins like this for a formula and runs it. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
