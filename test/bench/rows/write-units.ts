/** Write units: of a customer's year with ten products, and of a run over unchanged data. Counted, not timed. */
import type { WorldName } from '../endpoints/vendor.ts';
import { runProgram } from '../program.ts';
import type { Bench, Group, Line } from '../row.ts';
import { allUnits, daysAgo, OPTIONS, unitsOf } from './ledger-units.ts';

const YEAR = { provider: 'line-works', customers: 2, products: 10 } as const;
const SMALL: readonly WorldName[] = [
  { provider: 'partner-center', customers: 100, products: 10 },
  { provider: 'naver-cloud', customers: 100, products: 10 },
  { provider: 'trend-micro', customers: 50, products: 1 },
  { provider: 'line-works', customers: 4, products: 10 },
];

async function run({ endpoints, built, progress }: Bench): Promise<Line[]> {
  await endpoints.world(YEAR);
  await endpoints.reset({ metered: true });
  const bundleOf = (provider: string): string => built.functionFile(`collect-${provider}`);
  await runProgram(endpoints, { file: 'sides/collect.mjs', input: { bundle: bundleOf('line-works') } });
  const ours = unitsOf(await endpoints.counts(), OPTIONS).writes / YEAR.customers;
  const days = ((await endpoints.kept())[`P ${OPTIONS}`]?.items ?? 0) / YEAR.customers;
  const theirs = days * YEAR.products;
  const unchanged: Array<{ provider: string; writes: number }> = [];
  for (const world of SMALL) {
    await endpoints.world(world);
    await endpoints.reset({ metered: false });
    const program = { file: 'sides/collect.mjs', input: { bundle: bundleOf(world.provider) } };
    await runProgram(endpoints, program);
    await endpoints.reset({ metered: true, empty: false });
    const range = { from: daysAgo(20), to: daysAgo(1) };
    const { facts } = await runProgram(endpoints, { ...program, input: { ...program.input, ...range } });
    if (facts['changed'] !== 0) throw new Error(`${world.provider}: the second reading changed something`);
    unchanged.push({ provider: world.provider, writes: allUnits(await endpoints.counts()).writes });
    progress(`${world.provider}, read again: ${unchanged.at(-1)?.writes} write units`);
  }
  return [
    {
      what: 'write units of a year, 10 products a customer and dataset',
      against: 'an item per product and day',
      ours: ours.toFixed(0),
      theirs: theirs.toFixed(0),
      figure: ours / theirs,
      unit: '×',
      goal: { most: 0.2 },
      note: `LINE WORKS, ${days} days collected at once, one of two customers over; names, directory and overages included`,
    },
    {
      what: 'write units of a run over unchanged data',
      against: '',
      ours: unchanged.map(({ provider, writes }) => `${provider} ${writes}`).join(', '),
      theirs: '',
      figure: Math.max(...unchanged.map(({ writes }) => writes)),
      unit: 'units',
      goal: { most: 5 },
      note: 'the run, the account, and where a token is fetched its lease',
    },
  ];
}

export const writeUnits: Group = { name: 'write-units', words: ['units', 'unchanged'], run };
