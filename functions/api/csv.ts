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
      if (value !== last[column] || shown[column] === undefined) {
        last[column] = value;
        shown[column] = cell(value);
      }
      line += column === 0 ? shown[column] : `,${shown[column]}`;
    }
    return `${line}\r\n`;
  };
}

/** What takes more than being written down: a formula, or what has to be quoted. */
const SPECIAL = /^[=+\-@\t\r]|[",\r\n]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') {
    if (value === '') return '""';
    return SPECIAL.test(value) ? quoted(harmless(value)) : value;
  }
  return typeof value === 'object' ? objectCell(value) : quoted(JSON.stringify(value));
}

/** A spreadsheet takes text that begins like this for a formula and runs it. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Text that JSON shows as it is. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** The JSON text of an object, quoted as it is made: labels and counts are two cells of every row. */
function objectCell(object: object): string {
  let text = '';
  for (const [name, value] of Object.entries(object)) {
    const isText = typeof value === 'string' && PLAIN.test(value);
    const isSimple = isText || value === null || Number.isFinite(value);
    if (!isSimple || !PLAIN.test(name)) return quoted(JSON.stringify(object));
    text += `${text === '' ? '' : ','}""${name}"":${isText ? `""${value}""` : value}`;
  }
  return text === '' || Array.isArray(object) ? quoted(JSON.stringify(object)) : `"{${text}}"`;
}
