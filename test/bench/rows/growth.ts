/**
 * Growth: a first collection with ten times and a hundred times the customers. Time and units may grow with the customers,
 * not faster; the exponent is that of the two ends. A size that would take longer than people wait is left out, and the
 * row says so: `--long` runs it.
 */
import { COLLECTOR_NODE_OPTIONS } from '../../../infra/node-options.ts';
import type { WorldName } from '../endpoints/vendor.ts';
import { type Measured, OWN_CLOCK, runProgram } from '../program.ts';
import type { Bench, Group, Line } from '../row.ts';
import { allUnits } from './ledger-units.ts';

interface Growing {
  readonly provider: WorldName['provider'];
  /** Memory at the largest size against the smallest; KB a row; or what a member more takes, late against early. */
  readonly memory: 'ratio' | 'per row' | 'per member';
  readonly note: string;
  readonly products?: number;
  /** Smaller ones, where the usual ones take too long. */
  readonly sizes?: readonly number[];
}

const SIZES = [1000, 10_000, 100_000] as const;
/** Without `--long`. */
const LONGEST_MS = 180_000;

const ALL: readonly Growing[] = [
  { provider: 'partner-center', memory: 'per row', note: 'ten products in each list, as above', products: 10 },
  { provider: 'naver-cloud', memory: 'per member', note: 'one window of all members, a contract of two lines each' },
  { provider: 'trend-micro', memory: 'ratio', note: '' },
  {
    provider: 'line-works',
    memory: 'ratio',
    note: 'the month at hand, two calls a customer, the pace costs no time; 3,000 are what a run has time for',
    sizes: [300, 3000, 30_000],
  },
];

interface Point {
  readonly customers: number;
  readonly measured: Measured;
  readonly units: number;
}

async function pointOf(bench: Bench, { provider, products = 1 }: Growing, customers: number): Promise<Point> {
  const { endpoints, built, progress } = bench;
  await endpoints.world({ provider, customers, products });
  await endpoints.reset({ metered: true });
  const from = new Date().toISOString();
  const measured = await runProgram(endpoints, {
    file: 'sides/ticks.mjs',
    // As deployed, but for a small nursery: else most of what is resident is rubbish that nobody has taken away yet.
    flags: ['--max-semi-space-size=4', ...OWN_CLOCK],
    env: {
      NODE_OPTIONS: COLLECTOR_NODE_OPTIONS,
      SEATWATCH_HISTORY: '{"line-works":1,"naver-cloud":1,"trend-micro":1}',
    },
    input: { bundle: built.functionFile(`collect-${provider}`), from, to: from, hours: 24 },
  });
  const { reads, writes } = allUnits(await endpoints.counts());
  progress(
    `${provider}, ${customers} customers: ${(measured.wallMs / 1000).toFixed(1)} s, ${measured.peakMb.toFixed(0)} MB`,
  );
  return { customers, measured, units: reads + writes };
}

/** 1 = twice the customers cost twice as much. */
const exponent = (first: number, last: number, times: number): number => Math.log(last / first) / Math.log(times);

async function grown(bench: Bench, growing: Growing): Promise<Line[]> {
  const points: Point[] = [];
  let left = '';
  for (const customers of growing.sizes ?? SIZES) {
    const before = points.at(-1);
    const expectedMs = before ? before.measured.wallMs * (customers / before.customers) : 0;
    // Two sizes are the least that shows anything.
    if (points.length > 1 && expectedMs > LONGEST_MS && !bench.long) {
      left = `${customers.toLocaleString('en')} left out, they would take ${Math.ceil(expectedMs / 60_000)} minutes (--long)`;
      break;
    }
    points.push(await pointOf(bench, growing, customers));
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const note = [growing.note, left].filter((part) => part !== '').join('; ');
  const times = last.customers / first.customers;
  const line = (what: string, figure: number, unit: string, most: number, ours: string): Line => ({
    what: `growth of ${growing.provider}, ${points.map(({ customers }) => customers.toLocaleString('en')).join(' → ')}: ${what}`,
    against: '',
    ours,
    theirs: '',
    figure,
    unit,
    goal: { most },
    ...(note === '' ? {} : { note }),
  });
  const seconds = points.map(({ measured }) => `${(measured.cpuMs / 1000).toFixed(1)} s`).join(' → ');
  const units = points.map((point) => point.units.toLocaleString('en')).join(' → ');
  const megabytes = points.map(({ measured }) => `${measured.peakMb.toFixed(0)} MB`).join(' → ');
  const more = (last.measured.peakMb - first.measured.peakMb) * 1024;
  const memory = {
    ratio: line('memory', last.measured.peakMb / first.measured.peakMb, '×', 2, megabytes),
    'per row': line('memory', more / rowsBetween(growing, first, last), 'KB a row', 1, megabytes),
    'per member': line('memory of a member more, late against early', lateAgainstEarly(points), '×', 2, megabytes),
  } as const;
  return [
    line('CPU time', exponent(first.measured.cpuMs, last.measured.cpuMs, times), 'exponent', 1.05, seconds),
    line('units', exponent(first.units, last.units, times), 'exponent', 1.05, units),
    memory[growing.memory],
  ];
}

/** Each product stands in two lists. */
const rowsBetween = ({ products = 1 }: Growing, { customers }: Point, last: Point): number =>
  2 * products * (last.customers - customers);

/** KB that each member more takes at the last step, against the first. */
function lateAgainstEarly(points: readonly Point[]): number {
  const steps = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return (point.measured.peakMb - before.measured.peakMb) / (point.customers - before.customers);
  });
  return (steps.at(-1) ?? Number.NaN) / (steps[0] ?? Number.NaN);
}

async function run(bench: Bench): Promise<Line[]> {
  const lines: Line[] = [];
  for (const growing of ALL) lines.push(...(await grown(bench, growing)));
  return lines;
}

export const growth: Group = { name: 'growth', words: ['memory', 'customers'], run };
