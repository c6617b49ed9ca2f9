/** Hostile cases: a few hundred by default, as many as SEATWATCH_CASES says; always the same ones in the same order. */
import * as fc from 'fast-check';

const SEED = 20_261_121;
const { SEATWATCH_CASES: wanted = '0' } = process.env;

/** Whether more than the usual few are wanted. */
export const wantsAll = Number(wanted) > 0;

/** Whoever takes longer over one case hangs. Generous: the machine may be busy. */
const DEADLINE_MS = 5000;

/**
 * Tries each case and says how many there were. `check` throws for a case that went wrong, which is shown then; looking for
 * a smaller one would take longer than all the others.
 */
export async function tryCases<T>(
  name: string,
  { cases, few, check }: { cases: fc.Arbitrary<T>; few: number; check: (value: T) => void | Promise<void> },
): Promise<void> {
  let tried = 0;
  const property = fc.asyncProperty(cases, async (value) => {
    tried++;
    const began = performance.now();
    await inTime(check(value));
    if (performance.now() - began > DEADLINE_MS) throw new Error('it took too long');
  });
  try {
    await fc.assert(property, { seed: SEED, numRuns: Math.max(few, Number(wanted)), endOnFailure: true });
  } finally {
    console.log(`${tried} hostile cases: ${name}`);
  }
}

async function inTime(work: void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), DEADLINE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Texts that something might stumble over. */
export const NASTY_TEXTS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  '#',
  '/',
  '~',
  '!',
  '=',
  '%',
  '%23',
  '%2523',
  '\u0000',
  '\u0001',
  '\n',
  '\ud800',
  '\udc00x',
  '\u{10ffff}',
  '\ufeff',
  '\u202e',
  '東京',
  'é',
  'e\u0301',
  '=1+1',
  '"',
  "'",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '1e999',
  '-0',
  'NaN',
  '9007199254740993',
  'x'.repeat(2000),
];

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** JSON with everything in it that may go wrong; objects can have `__proto__` as a field of their own. */
export const nastyJson: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 1.5, 1e300, 5e-324, 2 ** 53, -(2 ** 53), [], {}, [null], [[]], [{}]),
  fc.constantFrom<unknown>(
    ...['__proto__', 'constructor', 'toString'].map((key) => JSON.parse(`{"${key}": {"code": 1}}`)),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
