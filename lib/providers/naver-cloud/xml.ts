/** The vendor's XML as the plain values that its JSON would hold. */
import { type EntityDecoderOptions, XMLParser, XMLValidator } from 'fast-xml-parser';
import { isPlainAndWhole } from './plain-xml.ts';
import { withoutUnread } from './unread.ts';

/** Elements that repeat; one of them is a list too. */
const LIST_CHILDREN: ReadonlySet<string> = new Set(['contract', 'contractProduct', 'usage']);
const TEXT = '#text';
const CDATA = '#cdata';

/**
 * The document as `{root: …}`, without what nobody reads, every value text, an empty element ''. Fields named as `quantities` are numbers where
 * JSON would read one (`5`, ` 5 `, `1e5`, not `0x10` or `007`), null where empty, else they stay text.
 * Throws when it is not well-formed: the parser alone would accept a document cut between two elements.
 * A document type is refused: the vendor sends none, and entities of its own can blow up.
 */
export function parseXml(text: string, quantities: ReadonlySet<string>): unknown {
  const isPlain = isPlainAndWhole(text);
  if (!isPlain && XMLValidator.validate(text) !== true) throw new SyntaxError('not well-formed');
  const parser = new XMLParser({
    // As a tree in the order of the document: one pass makes our values of it, where the parser would need two.
    preserveOrder: true,
    parseTagValue: false,
    trimValues: false,
    ignorePiTags: true,
    jPath: false,
    textNodeName: TEXT,
    cdataPropName: CDATA,
    entityDecoder: fiveEntities,
  });
  return valueOf(parser.parse(isPlain ? withoutUnread(text) : text) as Nodes, '', quantities);
}

/** Each with one property: its name, and what is inside. */
type Nodes = ReadonlyArray<Readonly<Record<string, Nodes | string>>>;

/** Of an element of this name; what stands between elements is layout. */
function valueOf(nodes: Nodes, parent: string, quantities: ReadonlySet<string>): unknown {
  let text = '';
  let fields: Record<string, unknown> | null = null;
  for (const node of nodes) {
    for (const name in node) {
      const inner = node[name];
      if (inner === undefined) continue;
      if (typeof inner === 'string') text += inner;
      else if (name === CDATA) text += copied(inner);
      else {
        fields ??= {};
        const value = valueOf(inner, name, quantities);
        const before = fields[name];
        if (before === undefined) fields[name] = LIST_CHILDREN.has(name) ? [value] : value;
        else if (Array.isArray(before)) before.push(value);
        else fields[name] = [before, value];
      }
    }
  }
  if (fields) return fields;
  if (quantities.has(parent)) return quantityOf(text);
  // An item of a list without content is an object without fields.
  return LIST_CHILDREN.has(parent) && isBlank(text) ? {} : text;
}

/** Not a slice, which would keep the whole document in memory. */
const copied = (nodes: Nodes): string => {
  const text = nodes[0]?.[TEXT];
  return typeof text === 'string' ? Buffer.from(text).toString() : '';
};

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

function quantityOf(text: string): number | string | null {
  if (isBlank(text)) return null;
  return /^\s*-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : text;
}

const NAMED = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

const fiveEntities: EntityDecoderOptions = {
  decode: (text) =>
    text.includes('&') ? text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, name: string) => characterOf(name)) : text,
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
