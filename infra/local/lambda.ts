/** Runs a bundle as Lambda would: an environment of its own, a deadline, and nothing shared with this process. */
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Finished, Invocation, WorkerSettings } from './lambda/worker.ts';

export interface FunctionSettings extends WorkerSettings {
  /** The function's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How many invocations may be under way at the same time; the others wait. */
  readonly concurrency: number;
  /** Whether the worker stays for the next invocation. */
  readonly warm: boolean;
  /** One line that the function wrote. */
  readonly log: (line: string) => void;
}

/** What came back: JSON text, and whether it tells of a failure as `{errorType, errorMessage}`. */
export interface Outcome {
  readonly payload: string;
  readonly failed: boolean;
}

export interface LocalFunction {
  /** Never rejects: what went wrong is in the outcome. */
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Lets invocations under way finish for up to `graceMs`, then ends them. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** The largest answer that the service hands on, in bytes. */
const MOST_BYTES = 6_291_556;

interface Waiting {
  readonly id: number;
  readonly event: string;
  readonly done: (outcome: Outcome) => void;
}

interface Running {
  readonly done: Waiting['done'];
  readonly timer: NodeJS.Timeout;
  readonly worker: Worker;
}

const failure = (errorType: string, errorMessage: string): Outcome => ({
  payload: JSON.stringify({ errorType, errorMessage }),
  failed: true,
});

export function localFunction(settings: FunctionSettings): LocalFunction {
  const { name, timeoutMs, concurrency, warm } = settings;
  const queue: Waiting[] = [];
  const running = new Map<number, Running>();
  let worker: Worker | null = null;
  let count = 0;
  let closed = false;

  function finish(id: number, outcome: Outcome): void {
    const entry = running.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    running.delete(id);
    entry.done(outcome);
  }

  /** Ends this worker; whatever it still had under way fails with the same outcome once it is gone. */
  async function end(old: Worker, outcome: Outcome): Promise<void> {
    if (worker === old) worker = null;
    const cut = [...running].filter(([, entry]) => entry.worker === old);
    for (const [id, { timer }] of cut) {
      clearTimeout(timer);
      running.delete(id);
    }
    await old.terminate();
    for (const [, { done }] of cut) done(outcome);
    next();
  }

  function start(): Worker {
    const { file, env, log } = settings;
    const fresh = new Worker(new URL('./lambda/worker.ts', import.meta.url), {
      workerData: { name, file } satisfies WorkerSettings,
      env: { ...env },
      stdout: true,
      stderr: true,
    });
    for (const input of [fresh.stdout, fresh.stderr]) createInterface({ input }).on('line', log);
    fresh.on('message', ({ id, payload, failed }: Finished) => {
      const fits = Buffer.byteLength(payload) <= MOST_BYTES;
      finish(id, fits ? { payload, failed } : failure('Function.ResponseSizeTooLarge', 'the answer is over 6 MB'));
      if (warm || running.size > 0) next();
      else void end(fresh, failure('Runtime.ExitError', 'ended'));
    });
    fresh.on('error', (error) => {
      log(JSON.stringify({ level: 'ERROR', message: `${name} broke down`, error: error.stack ?? error.message }));
      void end(fresh, failure('Runtime.UnhandledError', error.message));
    });
    fresh.on('exit', () => void end(fresh, failure('Runtime.ExitError', 'the function ended without an answer')));
    return fresh;
  }

  function next(): void {
    while (running.size < concurrency) {
      const waiting = queue.shift();
      if (!waiting) return;
      worker ??= start();
      const at = worker;
      const { id, event, done } = waiting;
      const message = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
      const timer = setTimeout(() => void end(at, failure('Sandbox.Timedout', message)), timeoutMs);
      running.set(id, { done, timer, worker: at });
      at.postMessage({ id, event, deadline: Date.now() + timeoutMs } satisfies Invocation);
    }
  }

  return {
    invoke: (event) =>
      new Promise((done) => {
        if (closed) return done(failure('ServiceException', 'the local server is stopping'));
        queue.push({ id: ++count, event: JSON.stringify(event), done });
        next();
      }),
    close: async (graceMs) => {
      closed = true;
      const stopping = failure('ServiceException', 'the local server is stopping');
      for (const { done } of queue.splice(0)) done(stopping);
      const until = Date.now() + graceMs;
      while (running.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      if (worker) await end(worker, stopping);
    },
  };
}
