/** What every server of the local mode does: listen on this machine only, and know who may call. */
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens and answers with the port; 0 = any free one. Rejects with the system's error, `EADDRINUSE` among them. */
export function listen(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Waits for requests under way up to `graceMs`, then cuts them off. */
export function close(server: Server, graceMs = 0): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Made anew at each start: whoever does not know it is not one of our functions. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * True for a request that one of our functions signed. Other users of this machine and pages in its browsers (which
 * could reach the port under a name of theirs) are not.
 */
export function isOurs(request: IncomingMessage, accessKeyId: string): boolean {
  const { authorization = '', host = '', origin } = request.headers;
  return (
    origin === undefined &&
    request.url?.startsWith('/') === true &&
    /^127\.0\.0\.1:\d+$/.test(host) &&
    authorization.startsWith('AWS4-HMAC-SHA256 ') &&
    authorization.includes(`Credential=${accessKeyId}/`)
  );
}

/** Every `Host` under which a server on this port is called from this machine. */
export const namesOf = (port: number): ReadonlySet<string> =>
  new Set(
    ['localhost', '127.0.0.1', '[::1]'].flatMap((host) => (port === 80 ? [host, `${host}:80`] : [`${host}:${port}`])),
  );

/** False for a page from elsewhere, and for whoever comes under a name of its own that leads here. */
export function isFromHere({ headers, url = '/' }: IncomingMessage, names: ReadonlySet<string>): boolean {
  const { host = '', origin } = headers;
  return (
    // A target with a host of its own (`GET http://…`) is meant for a proxy.
    (url.startsWith('/') || url === '*') &&
    names.has(host.toLowerCase()) &&
    (origin === undefined || (origin.startsWith('http://') && names.has(origin.slice('http://'.length).toLowerCase())))
  );
}
