/**
 * Items as DynamoDB writes them. The SDK makes three copies of an item on the way there, which is half of what a
 * collection costs; written at once it is a tenth.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
type Fields = Readonly<Record<string, unknown>>;

/** An item to be written, all of its fields named: one shape for all costs less than leaving out what is undefined. */
export type Draft<T> = {
  readonly [Name in keyof Required<T>]: object extends Pick<T, Name & keyof T> ? T[Name] | undefined : T[Name];
};

/** An item as text. A field that is undefined is left out. Throws a TypeError for what the ledger does not keep. */
export function itemText(item: Fields): string {
  let text = '';
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) text += `${text === '' ? '{' : ','}${fieldText(name, value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

interface Field {
  value: unknown;
  text: string;
}

/** All items share a few names of fields, and what follows each other in a batch mostly half of their values. */
const last = new Map<string, Field>();
const MOST_FIELDS = 100;

function fieldText(name: string, value: unknown): string {
  const known = last.get(name);
  // Lists and maps are made anew each time, and may change.
  if (known && known.value === value && typeof value !== 'object') return known.text;
  const text = `${JSON.stringify(name)}:${valueText(value)}`;
  if (known) Object.assign(known, { value, text });
  else if (last.size < MOST_FIELDS) last.set(name, { value, text });
  return text;
}

function valueText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `{"S":${JSON.stringify(value)}}`;
    case 'number':
      // Neither infinite nor too large to be told exactly; a negative zero is none to DynamoDB.
      if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return `{"N":"${value + 0}"}`;
      break;
    case 'boolean':
      return value ? '{"BOOL":true}' : '{"BOOL":false}';
    case 'object':
      if (value === null) return '{"NULL":true}';
      return Array.isArray(value) ? `{"L":[${value.map(valueText).join(',')}]}` : `{"M":${itemText(value as Fields)}}`;
  }
  throw new TypeError(`DynamoDB does not keep a ${typeof value} like this one`);
}

/** An item out of an answer. Throws a TypeError for what the ledger does not keep. */
export function itemOf(raw: Fields): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const name in raw) item[name] = valueOf(raw[name] as Fields);
  return item;
}

function valueOf(raw: Fields): unknown {
  for (const type in raw) {
    const value = raw[type];
    switch (type) {
      case 'S':
      case 'BOOL':
        return value;
      case 'N':
        return Number(value);
      case 'NULL':
        return null;
      case 'L':
        return (value as Fields[]).map(valueOf);
      case 'M':
        return itemOf(value as Fields);
    }
  }
  throw new TypeError('an attribute of a type that the ledger does not keep');
}
