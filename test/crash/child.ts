/**
 * A deployed collector in a process of its own, loaded and waiting for its order. Its clock stands still where the order
 * says, and its time is over when the other side says so: everything else is as in the cloud.
 */
import { flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What Lambda allows, and what the collector keeps of it for its end. */
const ALLOWED_MS = 900_000;
const RESERVE_MS = 20_000;

export interface Order {
  readonly at: string;
  readonly event: object;
}

export type FromParent = Order | { readonly now: string } | 'time is over';

export type FromChild =
  | { readonly is: 'ready' }
  | { readonly is: 'noted' }
  | { readonly is: 'ended'; readonly result: unknown; readonly error: string | null };

let present = Date.now();
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], newTarget: new () => object) =>
    Reflect.construct(target, given.length === 0 ? [present] : given, newTarget) as object,
  get: (target, name) => (name === 'now' ? () => present : Reflect.get(target, name)),
});

let left = ALLOWED_MS;
let end: (() => void) | null = null;
globalThis.setTimeout = new Proxy(setTimeout, {
  apply: (target, self, given: Parameters<typeof setTimeout>) => {
    const [callback, ms] = given;
    // The one timer that ends the run.
    if (ms === ALLOWED_MS - RESERVE_MS) end = callback;
    return Reflect.apply(target, self, given);
  },
});

// The log of a run is nobody's business here.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;

const { handler } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as {
  handler: (event: unknown, context: object) => Promise<unknown>;
};
const send = (message: FromChild): boolean | undefined => process.send?.(message);

process.on('message', (message: FromParent) => {
  if (message === 'time is over') {
    left = RESERVE_MS;
    end?.();
    send({ is: 'noted' });
    return;
  }
  if ('now' in message) {
    present = RealDate.parse(message.now);
    return;
  }
  present = RealDate.parse(message.at);
  left = ALLOWED_MS;
  handler(message.event, { getRemainingTimeInMillis: () => left })
    .then(
      (result) => send({ is: 'ended', result, error: null }),
      (error: unknown) => send({ is: 'ended', result: null, error: String(error) }),
    )
    // All that a run needs is compiled now. A process that is killed leaves nothing for the next one.
    .then(flushCompileCache, flushCompileCache);
});
send({ is: 'ready' });
