/** Items as they came in: the text of a whole request, taken apart only when somebody reads one of them. */
import { type AttributeMap, itemBytes } from './item-size.ts';

export interface Batch {
  readonly text: string;
  /** Whether any of its items may stand in the index. */
  readonly marks: boolean;
  items: AttributeMap[] | null;
  /** The items inside the parsed request, in the order of their keys in the text. */
  readonly itemsIn: (request: unknown) => AttributeMap[];
}

/** One stored item: the request that brought it, and which of its items it is. */
export interface Written {
  readonly batch: Batch;
  readonly index: number;
  bytes: number;
}

export function itemOf({ batch, index }: Written): AttributeMap {
  batch.items ??= batch.itemsIn(JSON.parse(batch.text));
  const item = batch.items[index];
  if (!item) throw new RangeError('a request holds fewer items than keys');
  return item;
}

export function bytesOf(written: Written): number {
  if (written.bytes < 0) written.bytes = itemBytes(itemOf(written));
  return written.bytes;
}

export const batchOf = (text: string, itemsIn: Batch['itemsIn']): Batch => ({
  text,
  marks: text.includes('"mpk"'),
  items: null,
  itemsIn,
});

const KEYS = /"pk":\{"S":"((?:[^"\\]|\\.)*)"\},"sk":\{"S":"((?:[^"\\]|\\.)*)"\}/g;

/** The keys in a text, without parsing the rest of it: that would cost more than all the endpoint does. */
export function* keysIn(text: string): Generator<readonly [pk: string, sk: string]> {
  for (const [, pk = '', sk = ''] of text.matchAll(KEYS)) yield [plain(pk), plain(sk)];
}

const plain = (quoted: string): string => (quoted.includes('\\') ? (JSON.parse(`"${quoted}"`) as string) : quoted);
