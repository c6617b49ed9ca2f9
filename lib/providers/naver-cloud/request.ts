/**
 * The address of one page. Only documented parameters that every edition of the page has are sent: a name the vendor
 * does not know is ignored in silence.
 * https://api.ncloud-docs.com/docs/en/platform-costandusage-getcontractusagelist
 */
import type { Window } from '../../provider.ts';
import type { NaverCloudCredentials } from './credentials.ts';

/** The most that the vendor answers at once, in contracts. */
const PAGE_SIZE = 1000;

interface Asking extends Pick<NaverCloudCredentials, 'baseUrl' | 'scope' | 'responseFormat'> {
  readonly memberNoList: readonly string[];
}

export function pageUrl(
  { baseUrl, scope, memberNoList, responseFormat }: Asking,
  window: Window,
  pageNo: number,
): string {
  const query = new URLSearchParams({
    startMonth: window.from.replace('-', ''),
    endMonth: window.to.replace('-', ''),
    pageNo: String(pageNo),
    pageSize: String(PAGE_SIZE),
  });
  if (scope === 'partner') query.set('isPartner', 'true');
  if (scope === 'organization') query.set('isOrganization', 'true');
  // The page does not say how a list is written; this is the platform's usual form.
  memberNoList.forEach((memberNo, index) => query.set(`memberNoList.${index + 1}`, memberNo));
  query.set('responseFormatType', responseFormat);
  return `${baseUrl}/cost/getContractUsageList?${query.toString()}`;
}

/** The part of the account that is asked for, the same whatever the order of the members. */
export function scopeOf({ scope, memberNoList }: Asking): string {
  return memberNoList.length === 0 ? scope : `${scope}:${[...new Set(memberNoList)].toSorted().join(',')}`;
}
