/** The inside of a deployed function's process: loads the bundle that is named first and answers invocations. */
import { pathToFileURL } from 'node:url';

export interface Invocation {
  readonly id: number;
  /** JSON text, as it travels in the cloud. */
  readonly event: string;
  readonly remainingMs: number;
}

export interface Finished {
  readonly id: number;
  readonly payload?: string;
  readonly error?: { readonly type: string; readonly message: string };
}

interface Bundle {
  readonly handler: (event: unknown, context: object) => unknown;
}

const { handler } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as Bundle;

async function answer({ id, event, remainingMs }: Invocation): Promise<Finished> {
  const until = Date.now() + remainingMs;
  try {
    const result = await handler(JSON.parse(event), { getRemainingTimeInMillis: () => until - Date.now() });
    return { id, payload: JSON.stringify(result) };
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { id, error: { type: name, message } };
  }
}

process.on('message', (invocation: Invocation) => {
  void answer(invocation).then((finished) => process.send?.(finished));
});
