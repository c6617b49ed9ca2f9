/** The vendor's XML as the plain values that its JSON would hold. */
import { type EntityDecoderOptions, XMLParser, XMLValidator } from 'fast-xml-parser';
import { readPlainXml } from './plain-xml.ts';
import { addField, copied, decoded, type Fields, valueOfText } from './xml-values.ts';

const TEXT = '#text';
const CDATA = '#cdata';

/**
 * The document as `{root: …}`, every value text, an empty element ''. Fields named as `quantities` are numbers where
 * JSON would read one (`5`, ` 5 `, `1e5`, not `0x10` or `007`), null where empty, else they stay text.
 * Throws when it is not well-formed: the parser alone would accept a document cut between two elements.
 * A document type is refused: the vendor sends none, and entities of its own can blow up.
 */
export function parseXml(text: string, quantities: ReadonlySet<string>): unknown {
  const plain = readPlainXml(text, quantities);
  if (plain) return plain;
  if (XMLValidator.validate(text) !== true) throw new SyntaxError('not well-formed');
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
  return valueOf(parser.parse(text) as Nodes, '', quantities);
}

/** Each with one property: its name, and what is inside. */
type Nodes = ReadonlyArray<Readonly<Record<string, Nodes | string>>>;

/** Of an element of this name; what stands between elements is layout. */
function valueOf(nodes: Nodes, parent: string, quantities: ReadonlySet<string>): unknown {
  let text = '';
  let fields: Fields | null = null;
  for (const node of nodes) {
    for (const name in node) {
      const inner = node[name];
      if (inner === undefined) continue;
      if (typeof inner === 'string') text += inner;
      else if (name === CDATA) text += contentOf(inner);
      else addField((fields ??= {}), name, valueOf(inner, name, quantities));
    }
  }
  return fields ?? valueOfText(parent, text, quantities);
}

function contentOf(nodes: Nodes): string {
  const text = nodes[0]?.[TEXT];
  return typeof text === 'string' ? copied(text) : '';
}

const fiveEntities: EntityDecoderOptions = {
  decode: decoded,
  addInputEntities: () => {
    throw new SyntaxError('a document type');
  },
  setExternalEntities: () => {},
  setXmlVersion: () => {},
  reset: () => {},
};
