/**
 * The same JSON text with one string replaced: the text field `field` of the top-level object, or of the object at
 * `index` of the top-level list. Every other character stays, so nothing that we do not know of is reordered,
 * reformatted or rounded. The text must be valid JSON; throws a RangeError when there is no such text field.
 */
export function withField(text: string, index: number | null, field: string, value: string): string {
  const level = index === null ? 1 : 2;
  let depth = 0;
  let element = 0;
  let before = '';
  let key: string | null = null;
  let span: readonly [number, number] | null = null;
  for (const { 0: token, index: at } of text.matchAll(TOKENS)) {
    const ours = depth === level && (index === null || element === index);
    if (ours && token.startsWith('"')) {
      // Of a name that comes twice the last one counts, as it does for every reader of the text.
      if (before !== ':') key = JSON.parse(token) as string;
      else if (key === field) span = [at, at + token.length];
    }
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === ',' && depth === 1) element++;
    before = token;
  }
  if (!span) throw new RangeError(`no text field ${field} at this place`);
  return text.slice(0, span[0]) + JSON.stringify(value) + text.slice(span[1]);
}

/** Strings whole, structure one by one, and runs of anything else. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g;
