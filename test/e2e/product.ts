/** `npm start` as a person runs it: a process of its own, ended by Ctrl-C. Only its folders and its port are the test's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** As `exit` tells it: a code, or the signal that ended the process. */
type Exit = readonly [code: number | null, signal: NodeJS.Signals | null];

export interface Product {
  /** Everything that was printed so far, to both streams. */
  readonly output: () => string;
  /** Resolves with the output once it holds this; rejects when the process ends before. */
  readonly printed: (text: string) => Promise<string>;
  /** Sends a signal and waits for the end: to all of its processes, as a terminal does for Ctrl-C, or to the first. */
  readonly end: (signal: NodeJS.Signals, to?: 'all' | 'first') => Promise<Exit>;
  readonly ended: Promise<Exit>;
  /** Whether none of its processes is left. */
  readonly isGone: () => boolean;
}

export interface ProductOptions {
  readonly home: string;
  readonly secrets: string;
  readonly port: number;
  readonly args?: readonly string[];
  /** Without npm in between, whose own way of ending hides the server's. */
  readonly bare?: boolean;
  /** Variables besides this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

export function startProduct({ home, secrets, port, args = [], bare = false, env = {} }: ProductOptions): Product {
  const [command, given] = bare
    ? [process.execPath, ['infra/local/start.ts', ...args]]
    : ['npm', ['start', '--', ...args]];
  const child = spawn(command, given, {
    cwd: ROOT,
    env: { ...plainEnvironment(), ...env, PORT: String(port), SEATWATCH_HOME: home, SEATWATCH_SECRETS: secrets },
    // A process group of its own: what is started in it can be ended as a whole.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close') as Promise<unknown> as Promise<Exit>;
  return {
    output: () => output,
    printed: async (text) => {
      const isOver = ended.then(() => true);
      while (!output.includes(text)) {
        const over = await Promise.race([isOver, pause(20)]);
        if (over && !output.includes(text)) throw new Error(`ended without "${text}":\n${output}`);
      }
      return output;
    },
    end: (signal, to = 'all') => {
      if (to === 'first') child.kill(signal);
      else signalGroup(child, signal);
      return ended;
    },
    ended,
    isGone: () => !signalGroup(child, 0),
  };
}

/** False when nobody is there to hear it; 0 = only to find out. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** This process's environment without what belongs to the tests or to another Seatwatch. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(SEATWATCH_|VITEST|NODE_ENV$|NODE_V8_COVERAGE$|POWERTOOLS_|AWS_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
