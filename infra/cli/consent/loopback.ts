/** Waits on this machine for the browser to come back from a sign-in (RFC 8252, section 7.3). */
import { createServer, type Server } from 'node:http';
import { close, listen } from '../../local/loopback.ts';
import { CommandError } from '../command.ts';

export interface Loopback extends AsyncDisposable {
  /** Where the browser is sent; it must be registered with the app, letter by letter. */
  readonly redirectUri: string;
  /** The address with which the browser came back. What `respond` answers is shown to the person. */
  readonly returned: (respond: (address: URL) => Promise<string>, signal: AbortSignal) => Promise<void>;
}

/** Throws a CommandError when the port is taken. */
export async function openLoopback(port: number): Promise<Loopback> {
  const arrived = Promise.withResolvers<{ readonly address: URL; readonly show: (text: string) => void }>();
  const origin = `http://localhost:${port}`;
  const open = (): Server =>
    createServer((request, response) => {
      const address = URL.parse(request.url ?? '', origin);
      const isAnswer = address?.searchParams.has('code') || address?.searchParams.has('error');
      // Anything else is a browser that wants an icon, or a page that guesses.
      if (
        request.method !== 'GET' ||
        request.headers.host !== `localhost:${port}` ||
        address?.pathname !== '/' ||
        !isAnswer
      ) {
        response.writeHead(404).end();
        return;
      }
      const show = (text: string): void => {
        const headers = {
          'content-type': 'text/plain; charset=utf-8',
          'cache-control': 'no-store',
          connection: 'close',
        };
        response.writeHead(200, { ...headers, 'referrer-policy': 'no-referrer' }).end(`${text}\n`);
      };
      arrived.resolve({ address, show });
    });
  // "localhost" is either of the two, as the browser likes.
  const servers = [open(), open()] as const;
  try {
    await listen(servers[0], port);
    await listen(servers[1], port, '::1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isWithoutIpv6 = code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL';
    if (!isWithoutIpv6) {
      await close(servers[0]);
      const why = code === 'EADDRINUSE' ? 'another program listens there' : String(code);
      throw new CommandError(
        'CONSENT',
        `${origin}/ cannot be had: ${why}. End that, or choose another port with --port, and register the new address with the app.`,
      );
    }
  }
  return {
    redirectUri: `${origin}/`,
    returned: async (respond, signal) => {
      const gone = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
      const { address, show } = await Promise.race([arrived.promise, gone]);
      try {
        show(await respond(address));
      } catch (error) {
        show(error instanceof CommandError ? error.message : 'It did not work; the terminal says why.');
        throw error;
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map((server) => close(server, 500)));
    },
  };
}
