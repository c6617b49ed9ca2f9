/**
 * Trend Micro's service management API (SMPI): Worry-Free Business Security Services.
 * https://docs.trendmicro.com/en-us/documentation/article/service-management-api-141-smpilatestinvoki
 */
import type { Provider } from '../provider.ts';
import { credentials, type TrendMicroCredentials } from './trend-micro/credentials.ts';
import {
  type CustomersUsageReply,
  normaliseCustomersUsage,
  readCustomersUsage,
} from './trend-micro/customers-usage.ts';
import { listCustomers } from './trend-micro/customers.ts';
import { trendMicroDatasets } from './trend-micro/datasets.ts';
import { openSession, type TrendMicroSession } from './trend-micro/session.ts';
import { normaliseVendorLicense, readVendorLicense, type VendorLicenseReply } from './trend-micro/vendor-license.ts';

export const trendMicro: Provider<TrendMicroCredentials, TrendMicroSession, VendorLicenseReply | CustomersUsageReply> =
  {
    id: 'trend-micro',
    credentials,
    datasets: trendMicroDatasets,
    open: openSession,
    customers: listCustomers,
    read: (window, session) =>
      window.dataset === 'vendor-license' ? readVendorLicense(window, session) : readCustomersUsage(window, session),
    normalise: (reply, window) =>
      reply.dataset === 'vendor-license' ? normaliseVendorLicense(reply) : normaliseCustomersUsage(reply, window),
  };
