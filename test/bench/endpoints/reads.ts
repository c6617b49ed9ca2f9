/** Reads from memory, in pages of a megabyte, charged as DynamoDB does. */
import type { AttributeMap } from './item-size.ts';
import { kindOf, readUnits, type Spent } from './meter.ts';
import type { Wanted } from './query.ts';
import type { Store } from './store.ts';
import { bytesOf, itemOf, keysIn, type Written } from './written.ts';

const PAGE_BYTES = 2 ** 20;
/** What DynamoDB adds to each item that it keeps. */
const OVERHEAD_BYTES = 100;

export function createReads(store: Store, spentOn: (pk: string, sk: string) => Spent | null) {
  const charge = (pk: string, sk: string, bytes: number, consistent: boolean): void => {
    const spent = spentOn(pk, sk);
    if (spent) spent.reads += readUnits(bytes, consistent);
  };

  /** What is there of these keys; what is not costs as much as something small. */
  function found(text: string): Written[] {
    const consistent = text.includes('"ConsistentRead":true');
    const hits: Written[] = [];
    for (const [pk, sk] of keysIn(text)) {
      const written = store.get(pk, sk);
      if (written) hits.push(written);
      if (spentOn(pk, sk)) charge(pk, sk, written ? bytesOf(written) : 0, consistent);
    }
    return hits;
  }

  function query({ pk, from, to, index, backwards, limit, consistent, after }: Wanted): string {
    const all = index ? store.marked(pk, from, to) : store.range(pk, from, to);
    if (backwards) all.reverse();
    const start = after === null ? 0 : all.findIndex(([sk]) => (backwards ? sk < after : sk > after));
    const items: AttributeMap[] = [];
    let bytes = 0;
    let at = start < 0 ? all.length : start;
    for (; at < all.length && items.length < limit && bytes < PAGE_BYTES; at++) {
      const written = all[at]?.[1];
      if (!written) break;
      items.push(itemOf(written));
      bytes += bytesOf(written);
    }
    charge(pk, from, bytes, consistent);
    const last = items.at(-1);
    const more = at < all.length && last;
    return JSON.stringify({
      Items: items,
      Count: items.length,
      ...(more ? { LastEvaluatedKey: keyOf(last, index) } : {}),
    });
  }

  return {
    batchGet(text: string): string {
      const hits = found(text);
      const table = /"RequestItems":\{"([^"]+)"/.exec(text)?.[1] ?? '';
      if (hits.length === 0) return `{"Responses":{"${table}":[]},"UnprocessedKeys":{}}`;
      return JSON.stringify({ Responses: { [table]: hits.map(itemOf) }, UnprocessedKeys: {} });
    },
    get(text: string): string {
      const [hit] = found(text);
      return hit ? JSON.stringify({ Item: itemOf(hit) }) : '{}';
    },
    query,
    kept(): Record<string, { items: number; bytes: number }> {
      const kinds: Record<string, { items: number; bytes: number }> = {};
      for (const written of store.all()) {
        const item = itemOf(written);
        const kind = kindOf(String(item['pk']?.['S']), String(item['sk']?.['S']));
        const known = (kinds[kind] ??= { items: 0, bytes: 0 });
        known.items++;
        known.bytes += bytesOf(written) + OVERHEAD_BYTES;
      }
      return kinds;
    },
  };
}

function keyOf(item: AttributeMap, index: boolean): AttributeMap {
  const names = index ? ['mpk', 'msk', 'pk', 'sk'] : ['pk', 'sk'];
  return Object.fromEntries(names.map((name) => [name, item[name] ?? { S: '' }]));
}
