/** The command line as a person runs it: a process of its own, with the environment that a test gives it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { main } from '../../../infra/cli/main.ts';

const ROOT = join(import.meta.dirname, '../../..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `input` comes over standard input. */
export async function seatwatch(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> {
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
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** The same without a process: for words that are refused or answered on the spot. */
export async function said(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const heard = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    on: () => undefined,
    write: (piece: string) => {
      heard[name] += piece;
    },
  });
  const code = await main(args, { stdout: stream('out'), stderr: stream('err'), env });
  return { code, ...heard };
}
