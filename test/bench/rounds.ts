/** Rounds in which all programs of a comparison take turns, and what comes out of them. */
import type { Measured, Program } from './program.ts';
import { runProgram } from './program.ts';
import type { Bench } from './row.ts';

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 === 0 ? (low + high) / 2 : high;
};

/** A program, and fields of the provider's secret besides the usual ones. */
export type Side = Program & {
  readonly secret?: Readonly<Record<string, unknown>>;
  /** An empty secret: the provider is not configured. */
  readonly bareSecret?: boolean;
  /** What was written before stays in the table. */
  readonly keep?: boolean;
};

export type Rounds<Name extends string> = Readonly<Record<Name, readonly Measured[]>>;

/**
 * Runs all programs in every round, each time in another order, so that what else this machine does meets all of them.
 * The table is empty before each that does not keep it.
 */
export async function interleaved<Name extends string>(
  { endpoints, rounds, progress }: Bench,
  programs: Readonly<Record<Name, Side>>,
): Promise<Rounds<Name>> {
  const names = Object.keys(programs) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, new Array<Measured>()])) as Record<Name, Measured[]>;
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length];
      if (name === undefined) continue;
      const { secret = {}, bareSecret = false, keep = false, ...program } = programs[name];
      await endpoints.reset({ secret, bareSecret, empty: !keep });
      const one = await runProgram(endpoints, program);
      measured[name].push(one);
      progress(`round ${round + 1} of ${rounds}, ${name}: ${(one.wallMs / 1000).toFixed(2)} s`);
    }
  }
  return measured;
}

/** How many times as large theirs is, by the median of the rounds' own ratios: both of a pair met the same weather. */
export const ratioOf = (theirs: readonly number[], ours: readonly number[]): number =>
  median(theirs.map((value, round) => value / (ours[round] ?? Number.NaN)));

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
export const millis = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
