import { trendMicroVendor } from '../../../infra/local/vendors/trend-micro.ts';
import { trendMicro } from '../../../lib/providers/trend-micro.ts';
import { providerContract } from './contract-suite.ts';

const today = '2026-11-20';

providerContract('Trend Micro', {
  provider: trendMicro,
  vendor: (now) => trendMicroVendor({ now }),
  now: new Date(`${today}T05:00:00Z`),
  customersPath: '/customers?',
  brokenCredentials: (credentials) => ({ ...credentials, secretKey: `${credentials.secretKey}x` }),
  datasets: {
    'vendor-license': {
      path: '/vendors/license',
      window: () => ({ dataset: 'vendor-license', from: '2025-11-20', to: '2026-11-19', customers: null }),
      reply: (json) => ({ dataset: 'vendor-license' as const, rows: Array.isArray(json) ? json : [json] }),
    },
    'customers-usage': {
      path: '/customers/usage',
      window: (customers) => ({ dataset: 'customers-usage', from: today, to: today, customers }),
      reply: (json) => ({
        dataset: 'customers-usage' as const,
        customers: Array.isArray(json) ? json : [json],
        receivedAt: new Date(`${today}T05:00:00Z`),
      }),
    },
  },
});
