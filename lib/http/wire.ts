/** An address, taken apart without changing a byte of what is signed. */
import { SeatwatchError } from '../errors.ts';

export interface Wire {
  /** Scheme, host and port: what a connection is made to. */
  readonly origin: string;
  /** Path and query exactly as given: `URL` would re-encode some characters, and signatures are made over them. */
  readonly path: string;
}

export function wireOf(address: string): Wire {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) {
    // The address itself could hold a password, so it is not repeated.
    throw new SeatwatchError('CONFIG_INVALID', 'a request was to go to something that is no http address');
  }
  // Cut in the text as given: `url.origin` drops a default port and lowers the case, so its length says nothing here.
  const path = address.replace(/^\s*[a-z]+:\/\/[^/?#\\]*/i, '').replace(/#.*$/s, '');
  return { origin: url.origin, path: path.startsWith('/') ? path : `/${path}` };
}

/** Method, host and path for messages. Queries can name customers, user info is a secret: both are left out. */
export function whereTo(request: { readonly method: string; readonly url: string }): string {
  const url = new URL(request.url);
  return `${request.method} ${url.host}${url.pathname}`;
}
