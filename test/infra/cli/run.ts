/** The command line as a person runs it: a process of its own, with the environment that a test gives it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { main } from '../../../infra/cli/main.ts';

const ROOT = join(import.meta.dirname, '../../..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `input` comes over standard input. */
export const seatwatch = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> => running(args, env, input).ended;

/** The same while it goes on. */
export function running(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Said & { readonly interrupt: () => void } {
  const child = spawn(process.execPath, ['infra/cli/seatwatch.ts', ...args], {
    cwd: ROOT,
    // No settings, credentials or region of whoever runs the tests.
    env: {
      PATH: process.env['PATH'],
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
  });
  child.stdin.end(input);
  const heard = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (heard.out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (heard.err += piece));
  const ended = (once(child, 'close') as Promise<[number | null]>).then(([code]) => ({ code, ...heard }));
  return { told: (pattern) => toldBy(ended, heard, pattern), ended, interrupt: () => child.kill('SIGINT') };
}

/** The same without a process: for words that are refused or answered on the spot. */
export const said = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  saying(args, env).ended;

export interface Said {
  /** What was found of the pattern, once it has been told beside the result; rejects when the end comes first. */
  readonly told: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

/** And while it goes on. */
export function saying(args: readonly string[], env: Readonly<Record<string, string>>): Said {
  const heard = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    on: () => undefined,
    write: (piece: string) => {
      heard[name] += piece;
    },
  });
  const ended = main(args, { stdout: stream('out'), stderr: stream('err'), env }).then((code) => ({ code, ...heard }));
  return { told: (pattern) => toldBy(ended, heard, pattern), ended };
}

async function toldBy(
  ended: Promise<Ended>,
  heard: { readonly err: string },
  pattern: RegExp,
): Promise<RegExpExecArray> {
  const isOver = ended.then(() => true);
  for (let over = false; ; over = await Promise.race([isOver, pause(10).then(() => false)])) {
    const found = pattern.exec(heard.err);
    if (found) return found;
    if (over) throw new Error(`ended without ${String(pattern)}:\n${heard.err}`);
  }
}
