/**
 * One step of a walk: a place, and what is there, if anything. A walk can be taken up behind any place it was at.
 * Places are lists of text, ordered as the walk meets them.
 */
export interface Step<T> {
  readonly place: readonly string[];
  readonly item: T | null;
}

/** The same walk with other items. */
export async function* mapped<A, B>(walk: AsyncIterable<Step<A>>, map: (item: A) => B): AsyncGenerator<Step<B>> {
  for await (const { place, item } of walk) yield { place, item: item === null ? null : map(item) };
}
