/** What a command of `npm run seatwatch` is. */
import type { ParseArgsOptionsConfig } from 'node:util';

export interface Given {
  /** What stands behind the command's words, without the options. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly env: NodeJS.ProcessEnv;
}

export interface Outcome {
  /** For people. */
  readonly text: string;
  /** The same for programs, one object. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Command {
  /** Its words, as they are typed. */
  readonly name: string;
  /** The operands, as they are shown: `<provider> <file>`. */
  readonly operands: string;
  readonly summary: string;
  /** More for `--help`: what it does, and each of its options. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** Throws a UsageError for what cannot be meant, a SeatwatchError for what cannot be done. */
  readonly run: (given: Given) => Promise<Outcome>;
}

/** The command line itself makes no sense; the message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
