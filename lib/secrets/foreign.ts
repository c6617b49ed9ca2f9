import { isObject } from '../json.ts';
import { PROVIDER_IDS, type ProviderId } from '../usage.ts';

/** The fields by which a provider's secret is known. LINE WORKS also signs in without the last two. */
const FIELDS = {
  'line-works': ['clientId', 'clientSecret', 'serviceAccount', 'privateKey'],
  'partner-center': ['clientId', 'clientSecret', 'refreshToken', 'tenantId'],
  'naver-cloud': ['accessKey', 'secretKey'],
  'trend-micro': ['accessToken', 'secretKey'],
} as const satisfies Record<ProviderId, readonly string[]>;

/**
 * The other provider whose account this is; null when it is this one's or nobody's. A schema alone cannot tell:
 * a Partner Center account has all that LINE WORKS needs.
 */
export function foreignOwner(value: unknown, own: ProviderId): ProviderId | null {
  if (!isObject(value)) return null;
  const fits = (provider: ProviderId): boolean => FIELDS[provider].every((field) => Object.hasOwn(value, field));
  return fits(own) ? null : (PROVIDER_IDS.find(fits) ?? null);
}
