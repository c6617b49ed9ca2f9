/** What a command of `npm run seatwatch` is. */
import type { Option } from 'commander';
import type { Output } from './output.ts';

/** How a command ended, for scripts. */
export const EXIT = {
  done: 0,
  /** It could not be done. */
  failed: 1,
  /** The words make no sense. */
  notUnderstood: 2,
  /** It was done, and something is wrong: a run that failed or left something, a finding of the doctor. */
  wanting: 3,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

type Value = string | boolean | readonly string[] | undefined;

export interface Given {
  /** What stands behind the command's words, without the options. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, Value>>;
  readonly env: NodeJS.ProcessEnv;
  readonly out: Output;
}

export interface Command {
  /** Its words, as they are typed. */
  readonly name: string;
  /** The operands, as they are shown: `<provider> <file>`; `[provider...]` takes several. */
  readonly operands: string;
  readonly summary: string;
  /** More for `--help`: what it does and how it ends. */
  readonly help: string;
  readonly options: readonly Option[];
  /** Throws a UsageError for what cannot be meant, a SeatwatchError or CommandError for what cannot be done. */
  readonly run: (given: Given) => Promise<Exit>;
}

/** The command line itself makes no sense; the message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Why a command could not be done where no vendor and no ledger is concerned, for programs that read it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: 'UNREACHABLE' | 'NOT_ALLOWED' | 'REFUSED' | 'FILE' | 'NO_STACK' | 'CONSENT';

  constructor(code: CommandError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A text option; undefined when it was not given. */
export function textOf({ options }: Pick<Given, 'options'>, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
