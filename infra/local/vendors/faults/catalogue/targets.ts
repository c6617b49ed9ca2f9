/** Which requests the catalogue's faults are aimed at: one call for data at each vendor, so that others go on. */
import type { ProviderId } from '../../../../../lib/usage.ts';
import type { CatalogueEntry } from './entry.ts';
import type { Edit, Fault } from '../fault.ts';

/** The first customer of the simulated LINE WORKS. */
const CUSTOMER = '10000001';

export const DATA: Readonly<Record<ProviderId, string>> = {
  'line-works': `/${CUSTOMER}/usages`,
  'partner-center': '/usage/license',
  'naver-cloud': '/cost/getContractUsageList',
  'trend-micro': '/vendors/license',
};

export const CUSTOMER_LIST = { 'line-works': '/partners/customers?', 'trend-micro': '/api/customers?' } as const;

export const SIGN_IN_PATH = { 'line-works': '/oauth2/', 'partner-center': '/login/' } as const;

/** Where the rows are in an answer of `DATA`. */
export const NAVER_CLOUD_LIST = 'getContractUsageListResponse.contractList';

type At = CatalogueEntry['at'];

/** The same fault at the data call of all four. */
export const everywhere = (fault: Fault): At => ({
  'line-works': [{ path: DATA['line-works'], ...fault }],
  'partner-center': [{ path: DATA['partner-center'], ...fault }],
  'naver-cloud': [{ path: DATA['naver-cloud'], ...fault }],
  'trend-micro': [{ path: DATA['trend-micro'], ...fault }],
});

/** What each vendor's data call answers in place of data. */
export function answers(
  forms: Readonly<Record<ProviderId, readonly [status: number, body: object] | string>>,
  aim: Partial<Fault> = {},
): At {
  const at = (provider: ProviderId): readonly Fault[] | string => {
    const form = forms[provider];
    if (typeof form === 'string') return form;
    const [status, body] = form;
    return [{ kind: 'body', path: DATA[provider], status, body: JSON.stringify(body), ...aim }];
  };
  return {
    'line-works': at('line-works'),
    'partner-center': at('partner-center'),
    'naver-cloud': at('naver-cloud'),
    'trend-micro': at('trend-micro'),
  };
}

/** Changes of each vendor's answer to the data call. */
export function edits(changes: Readonly<Record<ProviderId, readonly Edit[] | string>>): At {
  const at = (provider: ProviderId): readonly Fault[] | string => {
    const change = changes[provider];
    return typeof change === 'string' ? change : [{ kind: 'edit', path: DATA[provider], edits: change }];
  };
  return {
    'line-works': at('line-works'),
    'partner-center': at('partner-center'),
    'naver-cloud': at('naver-cloud'),
    'trend-micro': at('trend-micro'),
  };
}
