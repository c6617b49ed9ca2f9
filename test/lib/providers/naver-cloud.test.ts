import { naverCloudVendor } from '../../../infra/local/vendors/naver-cloud.ts';
import { naverCloud } from '../../../lib/providers/naver-cloud.ts';
import { providerContract } from './contract-suite.ts';

providerContract('NAVER Cloud', {
  provider: naverCloud,
  vendor: (now) => naverCloudVendor({ now, pageCap: 60 }),
  now: new Date('2026-11-20T05:00:00Z'),
  brokenCredentials: (credentials) => ({ ...credentials, secretKey: `${credentials.secretKey}x` }),
  datasets: {
    'contract-usage': {
      path: '/cost/getContractUsageList',
      window: () => ({ dataset: 'contract-usage', from: '2026-10', to: '2026-10', customers: null }),
      reply: (json) => ({ page: 1, contracts: Array.isArray(json) ? json : [json] }),
    },
  },
});
