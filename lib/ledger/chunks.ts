/**
 * A map of series too large for one item (400 KB) lies in several, parted by the series' key. Chunk 00 says how many
 * there are and is written last, so a reader sees the old layout until the new one is whole. Layouts only grow.
 */
const MOST_BYTES = 250_000;
/** Below this many series no item comes near the limit. */
const FEW = 24;

export function chunkOf(series: string, count: number): number {
  if (count === 1) return 0;
  // The key is random text: its first characters part it evenly.
  let number = 0;
  for (let index = 0; index < 4; index++) number = number * 64 + ALPHABET.indexOf(series.charAt(index));
  return number % count;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Parts the entries into the smallest number of chunks, at least `least`, that are each small enough. */
export function partition<T>(entries: ReadonlyMap<string, T>, least: number): Array<Map<string, T>> {
  for (let count = least; ; count *= 2) {
    const parts = Array.from({ length: count }, () => new Map<string, T>());
    for (const [series, entry] of entries) parts[chunkOf(series, count)]?.set(series, entry);
    if (count >= 64 || parts.every((part) => part.size <= FEW || bytesOf(part) <= MOST_BYTES)) return parts;
  }
}

const bytesOf = (part: ReadonlyMap<string, unknown>): number => Buffer.byteLength(JSON.stringify([...part]));
