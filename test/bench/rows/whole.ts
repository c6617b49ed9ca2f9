import { runProgram } from '../program.ts';
import type { Measured } from '../program.ts';
import { median, seconds, type Side } from '../rounds.ts';
import type { Bench, Line } from '../row.ts';

/** The time of a baseline that wrote only a part of its rows, for all of them; of any other program its time. */
export function whole({ wallMs, facts }: Measured): number {
  const { rows = 0, counted = 0, written = 0, allMs = 0 } = facts;
  return counted === 0 || written === rows ? wallMs : wallMs - allMs + extended(facts);
}

/** What writing all rows takes, by those that count. */
const extended = ({ rows = 0, counted = 1, sampleMs = 0 }: Measured['facts']): number => (sampleMs / counted) * rows;

/** For people: how much of a baseline's work is measured. */
export const sampleNote = (
  { warm, sample }: { readonly warm: number; readonly sample: number },
  rows: number,
): string =>
  `of its ${rows.toLocaleString('en')} rows it writes ${(warm + sample).toLocaleString('en')}; the time of the last ` +
  `${sample.toLocaleString('en')} is taken for all (held against writing all of them below)`;

/** Each takes minutes, and a machine is not equally fast over all of them. */
const TIMES = 3;

interface Extension {
  readonly all: number;
  readonly part: number;
}

/** Runs each of these with every row written: the time of the part, taken for all, against the time of all. */
export async function extensions(bench: Bench, what: string, sides: Readonly<Record<string, Side>>): Promise<Line> {
  const found = new Map<string, Extension[]>();
  for (let time = 1; time <= TIMES; time++) {
    for (const [name, { input, ...side }] of Object.entries(sides)) {
      await bench.endpoints.reset();
      const { facts } = await runProgram(bench.endpoints, { ...side, input: { ...input, all: true } });
      const { allMs: all = Number.NaN } = facts;
      found.set(name, [...(found.get(name) ?? []), { all, part: extended(facts) }]);
      bench.progress(`${name}, every row written, ${time} of ${TIMES}: ${seconds(all)}`);
    }
  }
  const shown = (of: keyof Extension): string =>
    [...found].map(([name, times]) => `${name} ${seconds(median(times.map((one) => one[of])))}`).join(', ');
  const ratios = [...found.values()].map((times) => median(times.map(({ all, part }) => part / all)));
  return {
    what: `${what}: writing a part, taken for all`,
    against: `writing all, in the same process, ${TIMES} times`,
    ours: shown('part'),
    theirs: shown('all'),
    figure: Math.max(...ratios.map((ratio) => Math.abs(ratio - 1) * 100)),
    unit: '% off',
    goal: { most: 10 },
  };
}
