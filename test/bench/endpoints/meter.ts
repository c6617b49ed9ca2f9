/** Capacity units, by what they were spent on. */
export type Kind = string;

export interface Spent {
  requests: number;
  writes: number;
  reads: number;
  /** Bytes of the items written. */
  bytes: number;
}

const WRITE_UNIT = 1024;
const READ_UNIT = 4096;

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT));
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT)) * (consistent ? 1 : 0.5);

/**
 * What a key is about, short: `P option-product-usages`, `C usages`, `R`. Keys of customers are told apart by the first
 * letter of their sort key, entries of the directory by their dataset.
 */
export function kindOf(pk: string, sk: string): Kind {
  const letter = pk.slice(0, 1);
  if (letter === 'U') return sk.split('#', 2).join(' ');
  if (letter === 'C') return `C ${sk.slice(sk.lastIndexOf('#') + 1)}`;
  return /^[A-Z]($|#)/.test(pk) ? letter : pk.replace(/#.*/, '');
}

export function meter() {
  const spent = new Map<Kind, Spent>();
  const of = (kind: Kind): Spent => {
    let one = spent.get(kind);
    if (!one) {
      one = { requests: 0, writes: 0, reads: 0, bytes: 0 };
      spent.set(kind, one);
    }
    return one;
  };
  return { of, spent };
}
