/** Read units of two questions to the API. Counted, not timed. */
import { OWN_CLOCK, runProgram } from '../program.ts';
import type { Bench, Group, Line } from '../row.ts';
import { allUnits, daysAgo, OPTIONS } from './ledger-units.ts';

const HISTORY = JSON.stringify({ 'line-works': 13 });
const ENVIRONMENT = { SEATWATCH_AUTH: 'none', SEATWATCH_HISTORY: HISTORY };

/** One customer's year of one dataset, as the API is asked for it; it was over for a while. */
export const YEAR_QUERY = (format: string): string =>
  `provider=line-works&customer=10000001&dataset=${OPTIONS}&from=${daysAgo(365)}&to=${daysAgo(1)}&format=${format}`;

/** Fills the table with a year of two customers, ten options each. */
export async function fillYear({ endpoints, built }: Bench): Promise<void> {
  await endpoints.world({ provider: 'line-works', customers: 2, products: 10 });
  await endpoints.reset();
  const bundle = built.functionFile('collect-line-works');
  await runProgram(endpoints, {
    file: 'sides/collect.mjs',
    input: { bundle },
    flags: OWN_CLOCK,
    env: { SEATWATCH_HISTORY: HISTORY },
  });
}

interface Asked {
  readonly items: number;
  /** 1 when there is another page. */
  readonly more: number;
  readonly reads: number;
}

async function run(bench: Bench): Promise<Line[]> {
  const { endpoints, built } = bench;
  const ask = async (path: string, query: string): Promise<Asked> => {
    await endpoints.reset({ metered: true, empty: false });
    const input = { bundle: built.functionFile('api'), path, query };
    const { facts } = await runProgram(endpoints, { file: 'sides/ask.mjs', input, env: ENVIRONMENT });
    const { items = 0, more = 0 } = facts;
    return { items, more, reads: allUnits(await endpoints.counts()).reads };
  };
  await fillYear(bench);
  const year = await ask('/v1/usage', YEAR_QUERY('ndjson'));
  if (year.items < 3600 || year.more !== 0) throw new Error(`the year is ${year.items} records, more: ${year.more}`);

  const openOf = async (provider: 'line-works' | 'partner-center', customers: number): Promise<number> => {
    await endpoints.world({ provider, customers, products: 1, overEvery: 1 });
    await endpoints.reset();
    const env = { SEATWATCH_HISTORY: '{"line-works":1}' };
    const input = { bundle: built.functionFile(`collect-${provider}`) };
    await runProgram(endpoints, { file: 'sides/collect.mjs', input, env, flags: OWN_CLOCK });
    const { items, reads } = await ask('/v1/overages', `state=open&provider=${provider}&limit=1000`);
    if (items !== customers) throw new Error(`${items} overages are open where ${customers} should be`);
    return reads / (items / 1000);
  };
  const [few, many] = [await openOf('line-works', 400), await openOf('partner-center', 1000)];
  const figure = { ours: '', theirs: '', unit: 'units' };
  return [
    {
      ...figure,
      what: "read units for one customer's year: 10 LINE WORKS options, one dataset, all fields kept",
      against: '',
      figure: year.reads,
      goal: { most: 26 },
      note: `${year.items} records in one page`,
    },
    {
      ...figure,
      what: 'read units for all open overages, per 1,000',
      against: '',
      figure: Math.max(few, many),
      goal: { most: 40 },
      note: `LINE WORKS ${few.toFixed(0)}; Partner Center, whose ids are four times as long, ${many.toFixed(0)}`,
    },
  ];
}

export const readUnits: Group = { name: 'read-units', words: ['units', 'overages', 'year'], run };
