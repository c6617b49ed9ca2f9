/** What was written to the endpoint, in memory, with the sparse index beside it. */
import { itemOf, type Written } from './written.ts';

/** Partitions of sorted items; sorted when somebody asks. */
class Partition {
  readonly items = new Map<string, Written>();
  #sorted: string[] | null = null;

  put(sk: string, written: Written): Written | undefined {
    const before = this.items.get(sk);
    this.items.set(sk, written);
    if (!before) this.#sorted = null;
    return before;
  }

  remove(sk: string): Written | undefined {
    const before = this.items.get(sk);
    if (this.items.delete(sk)) this.#sorted = null;
    return before;
  }

  /** In byte order: the keys of the benchmark are ASCII. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.items.keys()].toSorted();
    return this.#sorted;
  }
}

const between = (partition: Partition | undefined, from: string, to: string): Array<readonly [string, Written]> =>
  (partition?.keys() ?? []).flatMap((sk) => {
    const written = sk >= from && sk <= to ? partition?.items.get(sk) : undefined;
    return written ? [[sk, written] as const] : [];
  });

/** Place in the index, where the item has one. */
const markOf = (written: Written): readonly [mpk: string, place: string] | null => {
  if (!written.batch.marks) return null;
  const { mpk, msk, pk, sk } = itemOf(written);
  const partition = mpk?.['S'];
  return typeof partition === 'string' ? [partition, [msk, pk, sk].map((one) => one?.['S']).join('\n')] : null;
};

export function createStore() {
  const table = new Map<string, Partition>();
  const index = new Map<string, Partition>();
  const partitionOf = (map: Map<string, Partition>, pk: string): Partition => {
    let partition = map.get(pk);
    if (!partition) {
      partition = new Partition();
      map.set(pk, partition);
    }
    return partition;
  };

  return {
    get: (pk: string, sk: string): Written | undefined => table.get(pk)?.items.get(sk),
    put(pk: string, sk: string, written: Written): Written | undefined {
      const before = partitionOf(table, pk).put(sk, written);
      const [was, is] = [before && markOf(before), markOf(written)];
      if (was) index.get(was[0])?.remove(was[1]);
      if (is) partitionOf(index, is[0]).put(is[1], written);
      return before;
    },
    remove(pk: string, sk: string): Written | undefined {
      const before = table.get(pk)?.remove(sk);
      const was = before && markOf(before);
      if (was) index.get(was[0])?.remove(was[1]);
      return before;
    },
    isMarked: (written: Written): boolean => markOf(written) !== null,
    range: (pk: string, from: string, to: string) => between(table.get(pk), from, to),
    marked: (mpk: string, from: string, to: string) => between(index.get(mpk), from, `${to}\n\u{10FFFF}`),
    clear(): void {
      table.clear();
      index.clear();
    },
    /** Every item. */
    *all(): Generator<Written> {
      for (const { items } of table.values()) yield* items.values();
    },
  };
}

export type Store = ReturnType<typeof createStore>;
