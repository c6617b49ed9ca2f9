/** The vendor's XML as the plain values that its JSON would hold. */
import { type EntityDecoderOptions, XMLParser, XMLValidator } from 'fast-xml-parser';

/** Elements that repeat; one of them is a list too. */
const LIST_CHILDREN: ReadonlySet<string> = new Set(['contract', 'contractProduct', 'usage']);
const TEXT = '#text';

/**
 * The document as `{root: …}`, every value text, an empty element ''. Fields named as `quantities` are numbers where
 * JSON would read one (`5`, ` 5 `, `1e5`, not `0x10` or `007`), null where empty, else they stay text.
 * Throws when it is not well-formed: the parser alone would accept a document cut between two elements.
 * A document type is refused: the vendor sends none, and entities of its own can blow up.
 */
export function parseXml(text: string, quantities: ReadonlySet<string>): unknown {
  if (XMLValidator.validate(text) !== true) throw new SyntaxError('not well-formed');
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignorePiTags: true,
    jPath: false,
    isArray: (name) => LIST_CHILDREN.has(name),
    textNodeName: TEXT,
    entityDecoder: fiveEntities,
  });
  const tree: unknown = parser.parse(text);
  // Written out and read again: the parser's texts are slices that would each keep the whole document in memory.
  return JSON.parse(JSON.stringify(tree), (name: string, value: unknown) => {
    // What stands between elements is layout.
    if (name === TEXT) return undefined;
    if (typeof value === 'string' && quantities.has(name)) return quantityOf(value);
    // An item of a list without content is an object without fields.
    return LIST_CHILDREN.has(name) && Array.isArray(value) ? value.map((item) => (isBlank(item) ? {} : item)) : value;
  });
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

function quantityOf(text: string): number | string | null {
  if (isBlank(text)) return null;
  return /^\s*-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : text;
}

const NAMED = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

const fiveEntities: EntityDecoderOptions = {
  decode: (text) => text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, name: string) => characterOf(name)),
  addInputEntities: () => {
    throw new SyntaxError('a document type');
  },
  setExternalEntities: () => {},
  setXmlVersion: () => {},
  reset: () => {},
};

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
