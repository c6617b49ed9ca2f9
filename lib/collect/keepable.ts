/** What the ledger cannot keep: texts too long for its keys and items, or that are no Unicode. No vendor is known to send any. */
import { esc } from '../ledger/keys.ts';
import type { Reading } from '../provider.ts';

/** Bytes of an id: a key of DynamoDB has room for 1024, and holds account, dataset and period beside it. */
const LONGEST_ID = 512;
/** Characters of a label; nine such labels of one series still fit into an item. */
const LONGEST_LABEL = 4096;

/** The last character of all ends the ledger's ranges; it stands for nothing, so no id holds it. */
const isText = (id: string): boolean => id.isWellFormed() && !id.includes('\u{10FFFF}');

export const isKeyable = (id: string): boolean =>
  isText(id) && (id.length <= 100 || Buffer.byteLength(esc(id)) <= LONGEST_ID);

/** The field of a row that cannot be kept, and why; null = it can. */
export function unkeepable(row: Reading): { readonly field: string; readonly problem: string } | null {
  for (const field of ['customerId', 'productId'] as const) {
    const id = row[field];
    if (!isKeyable(id))
      return { field, problem: isText(id) ? 'is longer than the ledger keeps' : 'is no Unicode text' };
  }
  for (const field in row.labels) {
    const label = row.labels[field];
    if (!label) continue;
    if (label.length > LONGEST_LABEL) return { field, problem: 'is longer than the ledger keeps' };
    if (!label.isWellFormed()) return { field, problem: 'is no Unicode text' };
  }
  return null;
}
