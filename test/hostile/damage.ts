/** What can happen to an answer on its way: to its bytes, its JSON or XML, its status and its headers. */
import * as fc from 'fast-check';
import { NASTY_TEXTS, nastyJson, nastyText } from './cases.ts';
import type { Taken } from './replay.ts';

/** Pieces put where they do not belong; as bytes, since some are no UTF-8. */
const PIECES: readonly Buffer[] = [
  ...['ff', 'c0af', 'eda080', 'f4908080', '00', 'efbbbf', 'e282', '80'].map((hex) => Buffer.from(hex, 'hex')),
  ...NASTY_TEXTS.filter((text) => text !== '').map((text) => Buffer.from(text)),
  ...['{"__proto__":{"code":1}},', '"\\ud800"', '1e999', '-1', '0.5', '12345678901234567890', '{', '}', '[', ']'].map(
    (text) => Buffer.from(text),
  ),
  ...[
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '&#0;',
    '&#xD800;',
    '<![CDATA[<x>]]>',
    '<!-- -->',
    '<?x y?>',
    '</',
    '>',
  ].map((text) => Buffer.from(text)),
];

const HEADERS = ['content-type', 'retry-after', 'date', 'location', 'ratelimit-reset', 'x-ncp-apigw-error-code'];
const HEADER_VALUES = [
  'text/html',
  '1e999',
  '-5',
  'Thu, 99 Foo 9999 99:99:99 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  'https://evil.example/',
  'constructor',
  '\u0000',
  '9'.repeat(400),
];
const STATUSES = [200, 200, 200, 200, 201, 204, 301, 307, 400, 401, 403, 404, 408, 410, 429, 500, 503, 599, 999];

interface Damage {
  /** Which answer, counted through all of them, again from the start after the last. */
  readonly which: number;
  readonly body: (body: Buffer) => Buffer;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
}

const place = fc.double({ min: 0, max: 1, noNaN: true });

const onBytes = fc
  .array(fc.record({ at: place, drop: fc.nat(20), piece: fc.option(fc.constantFrom(...PIECES)) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((edits) => (body: Buffer) => {
    let changed = body;
    for (const { at, drop, piece } of edits) {
      const index = Math.floor(at * changed.length);
      changed = Buffer.concat([changed.subarray(0, index), piece ?? Buffer.alloc(0), changed.subarray(index + drop)]);
    }
    return changed;
  });

const cut = place.map((at) => (body: Buffer) => body.subarray(0, Math.floor(at * body.length)));

/** Every place of the JSON that holds a value, as the object or list and the name in it. */
function* placesOf(parent: object): Generator<readonly [Record<string, unknown>, string]> {
  for (const [key, value] of Object.entries(parent)) {
    yield [parent as Record<string, unknown>, key];
    if (typeof value === 'object' && value !== null) yield* placesOf(value);
  }
}

const onValues = fc
  .array(fc.record({ at: place, by: nastyJson, name: fc.option(nastyText, { freq: 3 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((edits) => (body: Buffer) => {
    let root: Record<string, unknown>;
    try {
      root = { value: JSON.parse(body.toString()) };
    } catch {
      return body;
    }
    for (const { at, by: drawn, name } of edits) {
      const by = structuredClone(drawn);
      const all = [...placesOf(root)];
      const [parent, key] = all[Math.floor(at * (all.length - 1))] ?? [root, 'value'];
      if (name !== null && !Array.isArray(parent)) {
        // Not by assignment: `__proto__` is to be a field like any other.
        Object.defineProperty(parent, name, { value: by, enumerable: true, configurable: true, writable: true });
      } else parent[key] = by;
    }
    return Buffer.from(JSON.stringify(root['value']));
  });

/** Text between two tags, or a tag's name, replaced. */
const onElements = fc.record({ at: place, by: nastyText }).map(({ at, by }) => (body: Buffer) => {
  const parts = body.toString().split(/(?<=[<>])|(?=[<>])/);
  parts[Math.floor(at * parts.length)] = by;
  return Buffer.from(parts.join(''));
});

const another = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...PIECES),
  nastyJson.map((value) => Buffer.from(JSON.stringify(value))),
);

export const damage: fc.Arbitrary<Damage> = fc.record({
  which: fc.nat(30),
  body: fc.oneof(
    { weight: 4, arbitrary: onValues },
    { weight: 2, arbitrary: onBytes },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: onElements },
    { weight: 1, arbitrary: another.map((bytes) => () => bytes) },
  ),
  status: fc.option(fc.constantFrom(...STATUSES), { freq: 3 }),
  headers: fc.dictionary(fc.constantFrom(...HEADERS), fc.constantFrom(...HEADER_VALUES), { maxKeys: 2 }),
});

/** The answer with the damage done, if it is the one meant. */
export const damaged =
  ({ which, body, status, headers }: Damage, count: number) =>
  (taken: Taken, index: number): Taken =>
    index === which % count
      ? { ...taken, body: body(taken.body), status: status ?? taken.status, headers: { ...taken.headers, ...headers } }
      : taken;
