/** Things of one shape, in the order of their text. */
export function inOrder<T>(things: readonly T[]): T[] {
  const texts = new Map(things.map((thing) => [thing, JSON.stringify(thing)]));
  const textOf = (thing: T): string => texts.get(thing) ?? '';
  return things.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}
