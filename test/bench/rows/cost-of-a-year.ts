/**
 * What a customer-year costs: a year's ticks, metered, for customers with ten LINE WORKS options that change by 5 % a day.
 * One of the customers runs over. All ticks with something due are run; of the hourly ticks in between, and of what the
 * customers of an account share, a part is measured. https://aws.amazon.com/dynamodb/pricing/on-demand/
 */
import type { Kept } from '../endpoints/orders.ts';
import { OWN_CLOCK, runProgram } from '../program.ts';
import type { Bench, Group, Line } from '../row.ts';
import { accountShare, CUSTOMERS, HISTORY, type Share } from './account-share.ts';
import { OPTIONS, unitsOf } from './ledger-units.ts';

/** Cents a unit in us-east-1: $0.625 and $0.125 a million. Cents a byte kept for a year: $0.25 a GB-month. */
const CENTS = { write: 62.5e-6, read: 12.5e-6, byteYear: (25 * 12) / 1e9 } as const;

const BEGIN = '2025-01-01T03:00:00Z';
const FIRST = '2025-01-01T06:00:00Z';
const END = '2025-12-31T23:00:00Z';
/**
 * Nothing becomes due at any other hour of these hourly ticks: in Tokyo days begin at 15:00 UTC, and what was read at one
 * hour is over twenty hours old at the twenty-first after it.
 */
const HOURS = 3;

interface Year {
  readonly writes: number;
  readonly reads: number;
  readonly bytes: number;
  /** Ticks with something due. */
  readonly busy: number;
}

const bytesOf = (kept: Kept): number =>
  Object.entries(kept).reduce((sum, [kind, { bytes }]) => sum + (kind.endsWith(` ${OPTIONS}`) ? bytes : 0), 0);

/** A year's items come one by one: on average half of them are kept. */
const costOf = ({ writes, reads, bytes }: Year, { due, idle }: Share): number =>
  (writes + due.writes + idle.writes) * CENTS.write +
  (reads + due.reads + idle.reads) * CENTS.read +
  (bytes / 2) * CENTS.byteYear;

async function yearWith(bench: Bench, customers: number): Promise<Year> {
  const { endpoints, built, progress } = bench;
  await endpoints.world({ provider: 'line-works', customers, products: 10 });
  const ticks = (from: string, to: string) =>
    runProgram(endpoints, {
      file: 'sides/ticks.mjs',
      flags: OWN_CLOCK,
      env: { BENCH_NOW: from, SEATWATCH_HISTORY: HISTORY },
      input: { bundle: built.functionFile('collect-line-works'), from, to, hours: HOURS },
    });
  // What there was before the year is not the year's.
  await endpoints.reset();
  await ticks(BEGIN, BEGIN);
  const before = bytesOf(await endpoints.kept());
  await endpoints.reset({ metered: true, empty: false });
  const { facts } = await ticks(FIRST, END);
  const { busy = 0, opened = 0 } = facts;
  progress(`a year with ${customers} customers: ${busy} ticks with something due, ${opened} overages`);
  return { busy, ...unitsOf(await endpoints.counts(), OPTIONS), bytes: bytesOf(await endpoints.kept()) - before };
}

const added = (...units: readonly number[]): string => `(${units.map((one) => one.toFixed(0)).join(' + ')})`;

const sums = ({ writes, reads, bytes }: Year, { due, idle }: Share): string =>
  `${added(writes, due.writes, idle.writes)} writes × $0.625 + ${added(reads, due.reads, idle.reads)} reads × $0.125 ` +
  `a million + half of ${(bytes / 1000).toFixed(0)} KB × 12 × $0.25 a GB`;

const noteOf = ({ busy }: Year): string =>
  `hourly ticks, ${busy} of which find one of two months due; in brackets: its own items, its part of what ` +
  `${CUSTOMERS} customers of an account share in those ticks, and in the ticks with nothing due`;

async function run(bench: Bench): Promise<Line[]> {
  // The second customer is the one that runs over: the difference is its year.
  const [quiet, both] = [await yearWith(bench, 1), await yearWith(bench, 2)];
  const share = await accountShare(bench, quiet.busy);
  const over = {
    ...both,
    writes: both.writes - quiet.writes,
    reads: both.reads - quiet.reads,
    bytes: both.bytes - quiet.bytes,
  };
  return [
    {
      what: 'cents per customer-year, 10 LINE WORKS options, re-readings, idle ticks, coverage and directory included',
      against: '',
      ours: sums(quiet, share),
      theirs: '',
      figure: costOf(quiet, share),
      unit: 'cents',
      goal: { most: 0.1 },
      note: noteOf(quiet),
    },
    {
      what: 'the same, over in one option for four months of ten',
      against: '',
      ours: sums(over, share),
      theirs: '',
      figure: costOf(over, share),
      unit: 'cents',
      goal: { most: 0.1 },
    },
  ];
}

export const costOfAYear: Group = { name: 'cost', words: ['cents', 'year'], run };
