/** What the command line of the benchmark asks for. */
import { parseArgs } from 'node:util';

export interface Options {
  /** Only groups of rows whose name or words hold one of these; empty = all. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** Also what takes long. */
  readonly long: boolean;
  readonly help: boolean;
}

const LEAST_ROUNDS = 5;

export const HELP = `npm run bench -- [options]

Measures the shipped bundles against the usual ways of doing the same, in one run, and says which goal is missed
(exit code 1 then). Progress goes to stderr. A whole run is kept in test/bench/last.json and in the README.

  --only <row>     measure only this group of rows (may be given several times); nothing is kept then
  --rounds <n>     rounds of each comparison, ${LEAST_ROUNDS} unless told otherwise; with fewer nothing is kept
  --long           also grow to sizes that take longer than three minutes
  --help           this text
`;

/** Throws a TypeError with a sentence for people. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: String(LEAST_ROUNDS) },
      long: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError(`--rounds is no whole number: ${values.rounds}`);
  return { only: values.only, rounds, long: values.long, help: values.help };
}

/** Whether a run was complete enough to be kept. */
export const isWhole = ({ only, rounds }: Options): boolean => only.length === 0 && rounds >= LEAST_ROUNDS;
