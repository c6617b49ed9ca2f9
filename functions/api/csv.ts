/** Rows of CSV as RFC 4180 has them, safe to open in a spreadsheet. */

/** One line with its end. Null is an empty cell, empty text a quoted one, an object its JSON text. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`;

type Fields = Readonly<Record<string, unknown>>;

/** Writes the lines of one sheet: what a column shows again and again is made once, which is most of an export. */
export function csvLines(names: readonly string[]): (record: Fields) => string {
  const columns = names.map((name, index) => ({
    name,
    separator: index === 0 ? '' : ',',
    last: undefined as unknown,
    shown: index === 0 ? '' : ',',
    objectCell: objectCells(),
  }));
  return (record) => {
    let line = '';
    for (const column of columns) {
      const value = record[column.name];
      if (value !== column.last) {
        column.last = value;
        column.shown = column.separator + (isFields(value) ? column.objectCell(value) : cell(value));
      }
      line += column.shown;
    }
    return `${line}\r\n`;
  };
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value === '' ? '""' : quoted(harmless(value));
  return typeof value === 'number' ? String(value) : quoted(JSON.stringify(value));
}

/** A spreadsheet takes text that begins like this for a formula and runs it. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${doubled(text)}"` : text);

const doubled = (text: string): string => text.replaceAll('"', '""');

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same for the members of one column's objects: names and most values are those of the object before. */
function objectCells(): (object: Fields) => string {
  const members: Member[] = [];
  let shown = '{}';
  return (object) => {
    let count = 0;
    let isNew = false;
    for (const name in object) {
      const value = object[name];
      if (value === undefined) continue;
      const member = members[count++];
      if (member?.name !== name) members[count - 1] = memberOf(name, value);
      else if (member.value !== value) showIn(member, value);
      else continue;
      isNew = true;
    }
    if (isNew || count < members.length) {
      members.length = count;
      shown = textOf(members);
    }
    return shown;
  };
}

interface Member {
  readonly name: string;
  readonly head: string;
  value: unknown;
  text: string;
}

function memberOf(name: string, value: unknown): Member {
  const head = `${doubled(JSON.stringify(name))}:`;
  return { name, head, value, text: head + jsonOf(value) };
}

function showIn(member: Member, value: unknown): void {
  member.value = value;
  member.text = member.head + jsonOf(value);
}

/** A whole number's text needs no look for quotes, and most values are such. */
const jsonOf = (value: unknown): string =>
  Number.isSafeInteger(value) ? String(value) : doubled(JSON.stringify(value));

function textOf(members: readonly Member[]): string {
  let text = '';
  for (const member of members) text += text === '' ? member.text : `,${member.text}`;
  return text === '' ? '{}' : `"{${text}}"`;
}
