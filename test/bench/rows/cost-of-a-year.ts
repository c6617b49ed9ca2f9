/**
 * What a customer-year costs: every tick of a year, metered, for customers with ten LINE WORKS options that change by 5 %
 * a day. One of the customers runs over. https://aws.amazon.com/dynamodb/pricing/on-demand/
 */
import type { Counts, Kept } from '../endpoints/orders.ts';
import { runProgram } from '../program.ts';
import type { Bench, Group, Line } from '../row.ts';
import { OPTIONS, unitsOf } from './ledger-units.ts';

/** Cents a unit in us-east-1: $0.625 and $0.125 a million. Cents a byte kept for a year: $0.25 a GB-month. */
const CENTS = { write: 62.5e-6, read: 12.5e-6, byteYear: (25 * 12) / 1e9 } as const;

/** What is due is read again when it is twenty hours old, at the next hour. */
const TICK_HOURS = 21;
const BEGIN = '2025-01-01T03:00:00Z';
const END = '2025-12-31T23:00:00Z';

interface Year {
  readonly writes: number;
  readonly reads: number;
  readonly bytes: number;
}

const yearOf = (counts: Counts, kept: Kept): Year => ({
  ...unitsOf(counts, OPTIONS),
  bytes: Object.entries(kept).reduce((sum, [kind, { bytes }]) => sum + (kind.endsWith(` ${OPTIONS}`) ? bytes : 0), 0),
});

/** A year's items come one by one: on average half of them are kept. */
const costOf = ({ writes, reads, bytes }: Year): number =>
  writes * CENTS.write + reads * CENTS.read + (bytes / 2) * CENTS.byteYear;

async function yearWith(bench: Bench, customers: number): Promise<Year> {
  const { endpoints, built, progress } = bench;
  await endpoints.world({ provider: 'line-works', customers, products: 10 });
  await endpoints.reset({ metered: true, today: BEGIN.slice(0, 10) });
  const { facts } = await runProgram(endpoints, {
    file: 'sides/ticks.mjs',
    flags: ['--import', new URL('../sides/clock.mjs', import.meta.url).href],
    env: { BENCH_NOW: BEGIN, SEATWATCH_HISTORY: '{"line-works":1}' },
    input: { bundle: built.functionFile('collect-line-works'), from: BEGIN, to: END, hours: TICK_HOURS },
  });
  progress(`a year with ${customers} customers: ${facts['calls']} ticks, ${facts['opened']} overages`);
  return yearOf(await endpoints.counts(), await endpoints.kept());
}

const sums = ({ writes, reads, bytes }: Year): string =>
  `${writes.toFixed(0)} writes × $0.625 + ${reads.toFixed(0)} reads × $0.125 a million + half of ${(bytes / 1000).toFixed(0)} KB × 12 × $0.25 a GB`;

async function run(bench: Bench): Promise<Line[]> {
  // The second customer is the one that runs over: the difference is its year.
  const [quiet, both] = [await yearWith(bench, 1), await yearWith(bench, 2)];
  const over = { writes: both.writes - quiet.writes, reads: both.reads - quiet.reads, bytes: both.bytes - quiet.bytes };
  return [
    {
      what: 'cents per customer-year, 10 LINE WORKS options, re-readings, coverage and directory included',
      against: '',
      ours: sums(quiet),
      theirs: '',
      figure: costOf(quiet),
      unit: 'cents',
      goal: { most: 0.1 },
      note: 'every twenty hours two months are read again and compared',
    },
    {
      what: 'the same, over in one option for four months of ten',
      against: '',
      ours: sums(over),
      theirs: '',
      figure: costOf(over),
      unit: 'cents',
      goal: { most: 0.1 },
    },
  ];
}

export const costOfAYear: Group = { name: 'cost', words: ['cents', 'year'], run };
