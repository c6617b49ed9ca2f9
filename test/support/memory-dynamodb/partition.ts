import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Never changed once it is stored: copies share them. */
export type Stored = Readonly<Record<string, AttributeValue>>;

/** Items in the order of their keys' bytes. */
export class Partition {
  readonly #items: Map<string, Stored>;
  #order: string[] | null = null;

  constructor(items: Iterable<[string, Stored]> = []) {
    this.#items = new Map(items);
  }

  copy(): Partition {
    return new Partition(this.#items);
  }

  get(key: string): Stored | undefined {
    return this.#items.get(key);
  }

  put(key: string, item: Stored): void {
    if (!this.#items.has(key)) this.#order = null;
    this.#items.set(key, item);
  }

  delete(key: string): void {
    if (this.#items.delete(key)) this.#order = null;
  }

  /** First and last key, inclusive. */
  range(from: string, to: string): Stored[] {
    this.#order ??= [...this.#items.keys()].toSorted(byBytes);
    const found = this.#order.filter((key) => byBytes(key, from) >= 0 && byBytes(key, to) <= 0);
    return found.map((key) => this.#items.get(key)).filter((item) => item !== undefined);
  }
}

/** Letters beyond these may sort otherwise as text than as bytes. */
const PLAIN = /^[ -~]*$/;

function byBytes(a: string, b: string): number {
  if (PLAIN.test(a) && PLAIN.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
