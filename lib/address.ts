/** Where a vendor is reached, as a secret may name it: https, or plain http on this machine for simulated vendors. */
import * as v from 'valibot';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * An absolute address in canonical form without a trailing slash. The problem is told without the value:
 * an address can hold a password.
 */
export const address = v.pipe(
  v.string('must be text'),
  v.check(isAllowed, 'must be an https address (http only on loopback) without user, query and fragment'),
  v.transform((text) => {
    const url = new URL(text);
    return url.origin + url.pathname.replace(/\/+$/, '');
  }),
);

function isAllowed(text: string): boolean {
  const url = URL.parse(text);
  if (!url || /[?#\s\\]/.test(text)) return false;
  if (url.username !== '' || url.password !== '' || text.includes('@')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}
