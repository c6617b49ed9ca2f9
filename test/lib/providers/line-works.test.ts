import { lineWorksVendor } from '../../../infra/local/vendors/line-works.ts';
import { lineWorks } from '../../../lib/providers/line-works.ts';
import type { Customer, Window } from '../../../lib/provider.ts';
import { providerContract } from './contract-suite.ts';

const window =
  (dataset: string) =>
  (customers: readonly Customer[]): Window => ({
    dataset,
    from: '2026-11-01',
    to: '2026-11-30',
    customers: customers.slice(0, 1),
  });

providerContract('line-works', {
  provider: lineWorks,
  vendor: (now) => lineWorksVendor({ now }),
  now: new Date('2026-11-21T02:00:00Z'),
  customersPath: '/partners/customers?',
  brokenCredentials: (credentials) => ({ ...credentials, clientSecret: 'not the one' }),
  datasets: {
    usages: { path: '/usages?', window: window('usages'), reply: (json) => ({ usages: json }) },
    'option-product-usages': {
      path: '/option-product-usages?',
      window: window('option-product-usages'),
      reply: (json) => ({ optionProductUsages: json }),
    },
  },
});
