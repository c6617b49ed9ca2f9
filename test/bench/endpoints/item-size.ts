/**
 * What an item weighs by DynamoDB's own rules, in bytes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export type Value = Readonly<Record<string, unknown>>;
export type AttributeMap = Readonly<Record<string, Value>>;

/** A map and a list cost this much besides what is in them, and a byte more for each element. */
const COLLECTION = 3;

export function itemBytes(item: AttributeMap): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + valueBytes(item[name] ?? {});
  return bytes;
}

function valueBytes(value: Value): number {
  const [type = 'NULL'] = Object.keys(value);
  const content = value[type];
  switch (type) {
    case 'S':
      return Buffer.byteLength(String(content));
    case 'N':
      return numberBytes(String(content));
    case 'L':
      return (content as readonly Value[]).reduce((sum, one) => sum + 1 + valueBytes(one), COLLECTION);
    case 'M': {
      const map = content as AttributeMap;
      return Object.keys(map).length + COLLECTION + itemBytes(map);
    }
    case 'NULL':
    case 'BOOL':
      return 1;
    default:
      throw new TypeError(`nobody here writes the type ${type}`);
  }
}

/** About a byte for two significant digits, and one more; one again for the sign of a negative number. */
function numberBytes(text: string): number {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith('-') ? 1 : 0);
}
