/**
 * A map of series too large for one item (400 KB) lies in several, parted by the series' key. Chunk 00 says how many
 * there are and is written last, so a reader sees the old layout until the new one is whole. Layouts only grow.
 */
const MOST_BYTES = 300_000;

/** Two digits name a chunk. */
const MOST_CHUNKS = 64;

function chunkOf(series: string, count: number): number {
  if (count === 1) return 0;
  // The key is random text: its first characters part it evenly.
  let number = 0;
  for (let index = 0; index < 4; index++) number = number * 64 + ALPHABET.indexOf(series.charAt(index));
  return number % count;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Parts the entries into the smallest number of chunks, at least `least`, that are each small enough. `bytesOf` may say
 * more than an entry takes in DynamoDB, but not less: measuring exactly would cost as much as writing.
 */
export function partition<T>(
  entries: ReadonlyMap<string, T>,
  least: number,
  bytesOf: (entry: T) => number,
): ReadonlyArray<ReadonlyMap<string, T>> {
  if (least === 1 && fits(entries, bytesOf)) return [entries];
  for (let count = least; ; count *= 2) {
    const parts = Array.from({ length: count }, () => new Map<string, T>());
    const bytes = Array.from({ length: count }, () => 0);
    for (const [series, entry] of entries) {
      const chunk = chunkOf(series, count);
      parts[chunk]?.set(series, entry);
      bytes[chunk] = (bytes[chunk] ?? 0) + bytesOf(entry);
    }
    if (count >= MOST_CHUNKS || bytes.every((sum) => sum <= MOST_BYTES)) return parts;
  }
}

function fits<T>(entries: ReadonlyMap<string, T>, bytesOf: (entry: T) => number): boolean {
  let bytes = 0;
  for (const entry of entries.values()) bytes += bytesOf(entry);
  return bytes <= MOST_BYTES;
}
