/** Any history of a vendor and of the collections over it, as small steps that shrink well. */
import * as fc from 'fast-check';
import type { Code } from '../../lib/errors.ts';
import type { Value } from './truth.ts';

interface Wait {
  readonly do: 'wait';
  readonly hours: number;
}

/** Paints some periods of a series, counted back from today; a list of now has only one. */
interface Paint {
  readonly do: 'paint';
  readonly dataset: number;
  readonly customer: number;
  readonly product: number;
  readonly back: number;
  readonly length: number;
  readonly value: Value | null;
}

interface List {
  readonly do: 'list';
  readonly customer: number;
  /** Null = no longer listed. */
  readonly name: string | null;
}

interface Scope {
  readonly do: 'scope';
  readonly narrow: boolean;
}

export interface Mischief {
  /** Windows fail whose name falls on this one of four; `gone`: those of this customer, for good. */
  readonly fault?: { readonly which: number; readonly code: Code; readonly gone?: true | undefined } | undefined;
  readonly unreadable?: Flaw | undefined;
  readonly doubled?: Flaw | undefined;
  /** Rows that this once are not shown. */
  readonly lacks?: Flaw | undefined;
  readonly restarts?: boolean | undefined;
  /** How many periods back the vendor still shows. */
  readonly keeps?: number | undefined;
  /** Hours that pass in the middle of the first reading. */
  readonly passes?: number | undefined;
}

export interface Flaw {
  readonly customer: number;
  readonly product: number;
  /** Every third period, every one when null. */
  readonly third: number | null;
  /** Unreadable: names its customer. Doubled: contradicts. */
  readonly flag: boolean;
}

/** Days, counted back from today. */
interface Span {
  readonly back: number;
  readonly length: number;
}

export interface RunStep {
  readonly do: 'run';
  readonly range: Span | null;
  readonly only: number | null;
  readonly mischief: Mischief;
  readonly mode:
    | { readonly kind: 'plain' }
    | { readonly kind: 'twice' }
    /** Another run, over a range, at the same time. */
    | { readonly kind: 'beside'; readonly range: Span }
    | { readonly kind: 'short'; readonly windows: number }
    | { readonly kind: 'killed'; readonly writes: number };
}

export type Step = Wait | Paint | List | Scope | RunStep;

const value: fc.Arbitrary<Value> = fc.record({
  entitled: fc.constantFrom(5, 5, 5, 0, null),
  consumed: fc.constantFrom(7, 7, 9, 9, 5, 3, 0, null),
  over: fc.constantFrom(null, null, 0, 2),
  tag: fc.nat(2),
});

/** Mostly the first, so that much happens to the same series. */
const oneOfThree = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(2) });

const flaw: fc.Arbitrary<Flaw> = fc.record({
  customer: oneOfThree,
  product: oneOfThree,
  third: fc.option(fc.nat(2)),
  flag: fc.boolean(),
});

const CODES = [
  'THROTTLED',
  'VENDOR_UNAVAILABLE',
  'NOT_FOUND',
  'VENDOR_RESPONSE_INVALID',
  'CREDENTIALS_REJECTED',
] as const;

/** Once in `times` and one more. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, times = 5): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: times, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const orNull = <T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: times, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const mischief: fc.Arbitrary<Mischief> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record({
      fault: rarely(
        fc.record({ which: fc.nat(3), code: fc.constantFrom(...CODES), gone: rarely(fc.constant(true), 4) }),
        2,
      ),
      unreadable: rarely(flaw, 1),
      doubled: rarely(flaw),
      lacks: rarely(flaw, 1),
      restarts: rarely(fc.constant(true)),
      keeps: rarely(fc.nat(40)),
      passes: rarely(fc.integer({ min: 1, max: 30 })),
    }),
  },
);

const span: fc.Arbitrary<Span> = fc.record({ back: fc.nat(70), length: fc.nat(70) });

const run: fc.Arbitrary<RunStep> = fc.record({
  do: fc.constant('run' as const),
  range: orNull(span, 2),
  only: orNull(fc.nat(2), 6),
  mischief,
  mode: fc.oneof(
    { weight: 8, arbitrary: fc.constant({ kind: 'plain' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'twice' as const }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('beside' as const), range: span }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('short' as const), windows: fc.nat(6) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('killed' as const), writes: fc.nat(80) }) },
  ),
});

const paint: fc.Arbitrary<Paint> = fc.record({
  do: fc.constant('paint' as const),
  dataset: fc.nat(1),
  customer: oneOfThree,
  product: oneOfThree,
  back: fc.oneof(fc.nat(9), fc.nat(65)),
  length: fc.oneof(fc.nat(4), fc.nat(40)),
  value: fc.option(value, { freq: 4 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: paint },
  { weight: 5, arbitrary: run },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.oneof(fc.constantFrom(1, 20, 21), fc.nat(30), fc.nat(400)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('list' as const),
      customer: oneOfThree,
      name: fc.option(fc.constantFrom('Acme', 'Borealis'), { freq: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scope' as const), narrow: fc.boolean() }) },
);

export interface Scenario {
  readonly start: string;
  readonly steps: readonly Step[];
}

/** Month turns in Tokyo and Seoul, the eighth, the turn of the UTC day, and any day. */
const STARTS = [
  '2026-11-21T02:00:00Z',
  '2026-10-31T14:30:00Z',
  '2026-11-30T15:30:00Z',
  '2026-11-07T14:50:00Z',
  '2026-12-31T23:40:00Z',
  '2027-02-28T23:59:59Z',
];

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  start: fc.constantFrom(...STARTS),
  steps: fc.array(step, { minLength: 4, maxLength: 24, size: 'max' }),
});
