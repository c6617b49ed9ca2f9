/** How elements become the values that the vendor's JSON would hold, whoever reads the document. */

/** The elements inside an element. */
export type Fields = Record<string, unknown>;

/** Elements that repeat; one of them is a list too. */
const LIST_CHILDREN: ReadonlySet<string> = new Set(['contract', 'contractProduct', 'usage']);

/** Puts the value of one more element among the fields of the one around it. */
export function addField(fields: Fields, name: string, value: unknown): void {
  const before = fields[name];
  if (before === undefined) fields[name] = LIST_CHILDREN.has(name) ? [value] : value;
  else if (Array.isArray(before)) before.push(value);
  else fields[name] = [before, value];
}

/** The value of an element that holds text alone. Fields named as `quantities` are numbers. */
export function valueOfText(name: string, text: string, quantities: ReadonlySet<string>): unknown {
  if (quantities.has(name)) return quantityOf(text);
  // An item of a list without content is an object without fields.
  return LIST_CHILDREN.has(name) && text.trim() === '' ? {} : text;
}

function quantityOf(text: string): number | string | null {
  if (text.trim() === '') return null;
  return /^\s*-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : text;
}

/** Not a slice, which would keep the whole document in memory. */
export const copied = (text: string): string => (text.length < SLICED ? text : Buffer.from(text).toString());

/** The engine copies what is shorter. */
const SLICED = 13;

/** Replaces the references that need no declaration. Throws on others, and on characters that do not exist. */
export const decoded = (text: string): string =>
  text.includes('&') ? text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, name: string) => characterOf(name)) : text;

const NAMED = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

function characterOf(name: string): string {
  if (name.startsWith('#')) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    // Throws a RangeError beyond the last character.
    return String.fromCodePoint(code);
  }
  const known = NAMED.get(name);
  if (known === undefined) throw new SyntaxError('an unknown entity');
  return known;
}
