/** A customer's year answered by the API bundle, against a plain client over an item per product and day. */
import { runProgram } from '../program.ts';
import { millis } from '../rounds.ts';
import type { Bench, Group, Line } from '../row.ts';
import { daysAgo } from './ledger-units.ts';
import { fillYear, YEAR_QUERY } from './read-units.ts';

async function run(bench: Bench): Promise<Line[]> {
  const { endpoints, built } = bench;
  await fillYear(bench);
  const { facts } = await runProgram(endpoints, {
    file: 'sides/customer-year.mjs',
    input: {
      bundle: built.functionFile('api'),
      query: YEAR_QUERY('ndjson'),
      from: daysAgo(365),
      to: daysAgo(1),
      rounds: 3 + bench.rounds * 4,
    },
    env: { SEATWATCH_AUTH: 'none' },
  });
  const { oursMs = Number.NaN, theirsMs = Number.NaN, ratio = Number.NaN, records = 0 } = facts;
  return [
    {
      what: 'customer-year answered by the API bundle',
      against: 'plain client over an item per product and day',
      ours: millis(oursMs),
      theirs: millis(theirsMs),
      figure: ratio,
      unit: '× the time',
      goal: { most: 0.7 },
      note: `${records} records; in turns in one process`,
    },
  ];
}

export const customerYear: Group = { name: 'customer-year', words: ['api', 'year', 'latency'], run };
