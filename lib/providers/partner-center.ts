import type { Provider } from '../provider.ts';
import type { KeptTokens } from './partner-center/access.ts';
import { credentials, type PartnerCenterCredentials } from './partner-center/credentials.ts';
import { partnerCenterDatasets } from './partner-center/datasets.ts';
import { type PartnerCenterReply, readList } from './partner-center/list.ts';
import { normaliseReply } from './partner-center/normalise.ts';
import { openSession, type PartnerCenterSession, TOP } from './partner-center/session.ts';

type PartnerCenter = Provider<PartnerCenterCredentials, PartnerCenterSession, PartnerCenterReply>;

/**
 * Microsoft Partner Center, licence usage and deployment of all customers in one list each, as last processed.
 * It counts licences of all sellers and says nothing about invoices; active above qualified is legal.
 * https://learn.microsoft.com/en-us/partner-center/developer/get-licenses-usage-information
 */
export const partnerCenter = newPartnerCenter();

/** The provider with access tokens of its own. */
export function newPartnerCenter(): PartnerCenter {
  const kept: KeptTokens = new Map();
  return {
    id: 'partner-center',
    credentials,
    datasets: partnerCenterDatasets,
    open: (context) => openSession(context, kept),
    read: (window, session) => readList((skip) => session.page(window.dataset, skip), TOP),
    normalise: (reply, window) => normaliseReply(reply, window.dataset),
  };
}
