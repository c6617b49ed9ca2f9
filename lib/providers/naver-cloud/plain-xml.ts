/**
 * XML as the vendor sends it: nothing but elements without attributes, and text between them. Such a document is checked
 * and read in one pass, at a tenth of what a parser takes that is ready for everything.
 */
import { addField, copied, decoded, type Fields, valueOfText } from './xml-values.ts';

const DECLARATION = /^<\?xml version="1\.[01]"(?: encoding="[\w-]+")?(?: standalone="(?:yes|no)")? ?\?>/;
const OTHER_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
const NAME = /^[A-Za-z_][\w.-]*$/;
const SLASH = 47;
/** The vendor's own elements are a tenth as deep; the parser refuses what is deeper. */
const DEEPEST = 100;

interface Open {
  readonly name: string;
  /** Null while it holds no element. */
  fields: Fields | null;
}

/**
 * The values of a whole, well-formed document of the plainest kind, as `parseXml` tells them. Undefined says nothing of
 * it: it may be fine and less plain. Throws a RangeError when it refers to a character that does not exist.
 */
export function readPlainXml(document: string, quantities: ReadonlySet<string>): Fields | undefined {
  if (document.includes('&') && OTHER_REFERENCE.test(document)) return undefined;
  const text = document.includes('\r') ? document.replace(/\r\n?/g, '\n') : document;
  const nameOf = elementNames();
  const around: Open[] = [];
  let inside: Open = { name: '', fields: null };
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  for (;;) {
    const tag = text.indexOf('<', at);
    if (around.length === 0 && text.slice(at, tag < 0 ? text.length : tag).trim() !== '') return undefined;
    if (tag < 0) return around.length === 0 ? (inside.fields ?? undefined) : undefined;
    const end = text.indexOf('>', tag);
    if (end < 0) return undefined;
    if (text.charCodeAt(tag + 1) === SLASH) {
      const { name, fields } = inside;
      const outer = around.pop();
      if (!outer || end !== tag + 2 + name.length || !text.startsWith(name, tag + 2)) return undefined;
      const value = fields ?? valueOfText(name, decoded(copied(text.slice(at, tag))), quantities);
      addField((outer.fields ??= {}), name, value);
      inside = outer;
    } else {
      const isEmpty = text.charCodeAt(end - 1) === SLASH;
      const name = nameOf(text.slice(tag + 1, isEmpty ? end - 1 : end));
      const isSecondRoot = around.length === 0 && inside.fields !== null;
      if (name === null || isSecondRoot || around.length === DEEPEST) return undefined;
      if (isEmpty) addField((inside.fields ??= {}), name, valueOfText(name, '', quantities));
      else {
        around.push(inside);
        inside = { name, fields: null };
      }
    }
    at = end + 1;
  }
}

/** Checks each name once; null for what is none, and for what every object has. */
function elementNames(): (text: string) => string | null {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (!NAME.test(text) || text in Object.prototype) return null;
    const name = copied(text);
    known.set(name, name);
    return name;
  };
}
