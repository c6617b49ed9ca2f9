/** JSON that went wrong somewhere: one place of a good answer removed, doubled, or something else altogether. */
import * as fc from 'fast-check';

interface Tampering {
  /** Which place, counted through all places of the value, again from the start after the last. */
  readonly place: number;
  readonly how: 'replace' | 'remove' | 'double';
  readonly by: unknown;
}

export const tampering: fc.Arbitrary<Tampering> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'double'),
  by: fc.oneof(
    fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e300, true, '12', [], {}, [null], Number.MAX_SAFE_INTEGER),
    fc.jsonValue({ maxDepth: 2 }),
  ),
});

/** A copy of this JSON with the tampering done. */
export function tampered(json: unknown, { place, how, by }: Tampering): unknown {
  const copy = structuredClone({ root: json });
  const places = [...placesOf(copy)];
  const chosen = places[place % places.length];
  if (!chosen) return by;
  const [parent, key] = chosen;
  if (Array.isArray(parent)) {
    const index = Number(key);
    if (how === 'replace') parent[index] = by;
    else parent.splice(index, 1, ...(how === 'double' ? [parent[index], parent[index]] : []));
  } else {
    const holder = parent as Record<string, unknown>;
    if (how === 'remove' && holder !== copy) delete holder[key];
    else holder[key] = how === 'double' ? [holder[key], holder[key]] : by;
  }
  return copy.root;
}

function* placesOf(parent: object): Generator<[object, string]> {
  for (const [key, value] of Object.entries(parent)) {
    yield [parent, key];
    if (typeof value === 'object' && value !== null) yield* placesOf(value);
  }
}
