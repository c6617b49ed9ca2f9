/** Runs one program of a comparison in a fresh process and measures it there. */
import { fork } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import type { Endpoints } from './endpoints.ts';

/** What a program's `prepare` gets. */
type Input = Readonly<Record<string, string | number | boolean>>;

/** A module with `prepare(input)`: it loads what it needs and answers the work to be measured. */
export interface Program {
  /** From this folder, or absolute. */
  readonly file: string;
  readonly input?: Input;
  /** For Node itself. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Loads a clock that is the program's own: the pace that a vendor wants costs no time. See the file. */
export const OWN_CLOCK = ['--import', new URL('sides/clock.mjs', import.meta.url).href] as const;

export interface Measured {
  /** Of the work alone. */
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Most of the process's memory that was resident at once, until the end of the work. */
  readonly peakMb: number;
  /** From the first line of the measuring file on: loading included. */
  readonly totalMs: number;
  /** What the program itself tells. */
  readonly facts: Readonly<Record<string, number>>;
}

/** A function's whole environment, as Lambda would set it, with the endpoints in the place of AWS. */
const environment = (endpoints: Endpoints): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.aws,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.aws,
  SEATWATCH_TABLE: 'seatwatch',
  SEATWATCH_SECRET: 'seatwatch/bench',
  BENCH_VENDOR: endpoints.vendor,
  POWERTOOLS_LOG_LEVEL: 'ERROR',
});

/** Throws with what the program wrote to stderr when it fails. */
export function runProgram(
  endpoints: Endpoints,
  { file, input = {}, flags = [], env = {} }: Program,
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(
      resolvePath(import.meta.dirname, 'sides/measure.mjs'),
      [resolvePath(import.meta.dirname, file)],
      {
        execArgv: [...flags],
        env: { ...environment(endpoints), ...env },
        // What is written to standard output goes to another process, as it does in use.
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    child.stdout?.resume();
    let measured: Measured | null = null;
    let problem = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      problem += chunk.toString();
    });
    child.on('message', (message: Measured) => {
      measured = message;
      child.disconnect();
    });
    child.on('exit', (code) => {
      if (measured) resolve(measured);
      else reject(new Error(`${file} ended with ${code}: ${problem.slice(-2000)}`));
    });
    child.send(input);
  });
}
