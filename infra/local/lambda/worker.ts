/** The inside of one local function: loads the bundle and answers invocations with what its `handler` returns or throws. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** To the worker: one invocation. Payloads travel as JSON text, as they do in the cloud. */
export interface Invocation {
  readonly id: number;
  readonly event: string;
  /** When the time is over, in milliseconds since 1970. */
  readonly deadline: number;
}

/** From the worker. */
export interface Finished {
  readonly id: number;
  readonly payload: string;
  readonly failed: boolean;
}

/** What every worker is started with. */
export interface WorkerSettings {
  readonly name: string;
  readonly file: string;
}

interface Bundle {
  readonly handler: (event: unknown, context: unknown) => unknown;
}

const { name, file } = workerData as WorkerSettings;
const { handler } = (await import(pathToFileURL(file).href)) as Bundle;

/** Until everything written has left: the worker may be ended as soon as its answer is there. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

async function invoke({ id, event, deadline }: Invocation): Promise<Finished> {
  const context = {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    awsRequestId: crypto.randomUUID(),
    memoryLimitInMB: '512',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result: unknown = await handler(JSON.parse(event), context);
    return { id, payload: JSON.stringify(result ?? null), failed: false };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const told = { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
    return { id, payload: JSON.stringify(told), failed: true };
  }
}

const port = parentPort;
port?.on('message', (invocation: Invocation) => {
  void invoke(invocation).then(async (finished) => {
    await Promise.all([written(process.stdout), written(process.stderr)]);
    port.postMessage(finished);
  });
});
