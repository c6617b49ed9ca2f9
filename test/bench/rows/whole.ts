import { runProgram } from '../program.ts';
import type { Measured } from '../program.ts';
import { seconds, type Side } from '../rounds.ts';
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

/** Runs each of these once with every row written: the time of the part, taken for all, against the time of all. */
export async function extensions(bench: Bench, what: string, sides: Readonly<Record<string, Side>>): Promise<Line> {
  const found: Array<{ readonly name: string; readonly all: number; readonly part: number }> = [];
  for (const [name, { input, ...side }] of Object.entries(sides)) {
    await bench.endpoints.reset();
    const { facts } = await runProgram(bench.endpoints, { ...side, input: { ...input, all: true } });
    found.push({ name, all: facts['allMs'] ?? Number.NaN, part: extended(facts) });
    bench.progress(`${name}, every row written: ${seconds(facts['allMs'] ?? 0)}`);
  }
  const shown = (of: 'all' | 'part'): string => found.map((one) => `${one.name} ${seconds(one[of])}`).join(', ');
  return {
    what: `${what}: writing a part, taken for all`,
    against: 'writing all, once, in the same process',
    ours: shown('part'),
    theirs: shown('all'),
    figure: Math.max(...found.map(({ all, part }) => Math.abs(part / all - 1) * 100)),
    unit: '% off',
    goal: { most: 10 },
  };
}
