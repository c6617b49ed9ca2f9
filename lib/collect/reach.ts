/** Up to which period a customer's overages reach. Pure. */
import { GOES_ON } from '../ledger/directory.ts';
import type { Overage } from '../overage.ts';
import type { Period } from '../usage.ts';
import { most } from './extremes.ts';

/**
 * The newest end of these overages; null = there are none. An end behind the newest record is that of a gap or an
 * absence, and does not hold when more of the customer comes.
 */
export function reachOf(overages: readonly Pick<Overage, 'until'>[], newest: Period | null): Period | null {
  const end = overages.map(({ until }) => until ?? GOES_ON).reduce<Period | null>(most, null);
  return end !== null && end > (newest ?? '') ? GOES_ON : end;
}
