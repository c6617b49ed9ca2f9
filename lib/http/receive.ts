/** One request over a pool and its whole answer. Undici's own request would put a stream around the body. */
import type { Dispatcher, Pool } from 'undici';

interface Received {
  readonly status: number;
  /** Names in lower case; a repeated header is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent; null = more than `most` of them. */
  readonly bytes: Buffer | null;
}

type Fields = Readonly<Record<string, string | string[] | undefined>>;

const flat = (fields: Fields): Received['headers'] =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );

/** Rejects with undici's error where the answer does not arrive whole, and with the signal's reason once that is aborted. */
export function receive(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  most: number,
  signal: AbortSignal | null = null,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    let running: Dispatcher.DispatchController | null = null;
    const aborted = (): void => {
      reject(signal?.reason);
      running?.abort(signal?.reason);
    };
    if (signal?.aborted) return aborted();
    signal?.addEventListener('abort', aborted, { once: true });
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let headers: Received['headers'] = {};
    pool.dispatch(request, {
      onRequestStart(controller) {
        running = controller;
        if (signal?.aborted) aborted();
      },
      // An interim answer (1xx) is followed by the answer.
      onResponseStart(_controller, statusCode, fields) {
        status = statusCode;
        headers = flat(fields);
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size <= most) chunks.push(chunk);
        else {
          resolve({ status, headers, bytes: null });
          controller.abort(new Error('enough'));
        }
      },
      onResponseEnd() {
        signal?.removeEventListener('abort', aborted);
        resolve({ status, headers, bytes: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        signal?.removeEventListener('abort', aborted);
        reject(error);
      },
    });
  });
}
