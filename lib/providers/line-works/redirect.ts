/**
 * Where a 307 may lead. The token goes along, so only to the vendor's own hosts over https, or to the host that the
 * secret names.
 */
import { SeatwatchError } from '../../errors.ts';

/** Throws `VENDOR_REQUEST_REFUSED` for any other place; the place itself is named by its host only. */
export function redirectTarget(location: string | undefined, from: string, baseUrl: string): string {
  const target = location === undefined ? null : URL.parse(location, from);
  if (!target) throw new SeatwatchError('VENDOR_REQUEST_REFUSED', 'redirected to nowhere (307 without an address)');
  const vendors = /^([a-z0-9-]+\.)*worksapis\.com$/.test(target.hostname) && target.protocol === 'https:';
  const plain = target.username === '' && target.password === '';
  if (plain && (vendors || target.origin === new URL(baseUrl).origin)) {
    target.hash = '';
    return target.href;
  }
  throw new SeatwatchError('VENDOR_REQUEST_REFUSED', `redirected to another host (${target.host.slice(0, 100)})`);
}
