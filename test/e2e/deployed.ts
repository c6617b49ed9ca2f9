/** A function as the cloud runs it: its bundle alone in a process, which has the environment it is given and no more. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtFunctions } from '../support/built.ts';
import type { Finished, Invocation } from './lambda-runtime.ts';

export interface Deployed {
  /** What the handler returns; rejects with what it throws, its type as `name`. */
  readonly invoke: (event: unknown, remainingMs?: number) => Promise<unknown>;
  /** Everything it wrote, line by line. */
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
}

export interface DeployOptions {
  /** Folder of its code; by default what the build left. */
  readonly bundle?: string;
  /** By default as much as there is. */
  readonly memoryMb?: number;
}

/** `folder` lies outside of the project: nothing but the bundle can be loaded from there. */
export async function deploy(
  name: string,
  folder: string,
  env: Readonly<Record<string, string>>,
  { bundle = join(builtFunctions(), name), memoryMb }: DeployOptions = {},
): Promise<Deployed> {
  const at = join(folder, name);
  const file = join(at, 'index.mjs');
  await cp(bundle, at, { recursive: true });
  const child = fork(join(import.meta.dirname, 'lambda-runtime.ts'), [file], {
    cwd: at,
    env: { ...env },
    execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => lines.push(line));
  }
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const end = once(child, 'exit');
  void end.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended:\n${lines.join('\n')}`));
  });
  child.on('message', ({ id, payload, error }: Finished) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(Object.assign(new Error(error.message), { name: error.type }));
    else one?.resolve(payload === undefined ? undefined : JSON.parse(payload));
  });
  let count = 0;
  return {
    lines,
    invoke: (event, remainingMs = 900_000) => {
      const id = ++count;
      const outcome = Promise.withResolvers<unknown>();
      waiting.set(id, outcome);
      child.send({ id, event: JSON.stringify(event), remainingMs } satisfies Invocation);
      return outcome.promise;
    },
    close: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}
