/** Asks the simulated NAVER Cloud with a signature of the test's own making. */
import { createHmac } from 'node:crypto';
import { type NaverCloudOptions, naverCloudVendor } from '../../../../../infra/local/vendors/naver-cloud.ts';
import { type RunningVendor, serve } from '../../../../../infra/local/vendors/simulator.ts';

export const AT = new Date('2026-11-20T05:00:00Z');
export const MONTH = 'startMonth=202610&endMonth=202610&isPartner=true&responseFormatType=json';
export const PATH = '/billing/v1/cost/getContractUsageList';

export interface Signing {
  readonly stamp?: number;
  readonly key?: string;
  readonly signed?: string;
}

export const start = (options: Partial<NaverCloudOptions> = {}): Promise<RunningVendor> =>
  serve(naverCloudVendor({ now: () => AT, ...options }));

export function ask(vendor: RunningVendor, query: string, signing: Signing = {}): Promise<Response> {
  const { accessKey, secretKey } = vendor.secret as Record<'accessKey' | 'secretKey', string>;
  const { stamp = AT.getTime(), key = accessKey, signed = `${PATH}?${query}` } = signing;
  const signature = createHmac('sha256', secretKey).update(`GET ${signed}\n${stamp}\n${key}`).digest('base64');
  return fetch(`${vendor.origin}${PATH}?${query}`, {
    headers: {
      'x-ncp-apigw-timestamp': String(stamp),
      'x-ncp-iam-access-key': key,
      'x-ncp-apigw-signature-v2': signature,
    },
  });
}
