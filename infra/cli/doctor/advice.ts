/** What to do about a failure, in the words of the vendor's own console. */
import type { Code } from '../../../lib/errors.ts';
import type { ProviderId } from '../../../lib/usage.ts';

type Advice = Readonly<Partial<Record<Code, string>>>;

const OF: Readonly<Record<ProviderId, Advice>> = {
  'line-works': {
    CREDENTIALS_REJECTED:
      'Compare Client ID, Client Secret, Service Account and Private Key with the app in the Developer Console; a key that was issued again ends the one before.',
    CONSENT_REQUIRED:
      'Give the app the scope partner.read in the Developer Console. With a refresh token a person has to consent anew: "connect line-works".',
    NOT_FOUND: 'baseUrl and authUrl are best left out.',
  },
  'partner-center': {
    CREDENTIALS_REJECTED:
      'Compare tenantId and clientId with the app registration; a client secret ends on a day of its own: see Certificates & secrets.',
    CONSENT_REQUIRED:
      'A person with an agent role has to consent with multi-factor authentication: "connect partner-center". The app needs the delegated permission user_impersonation of Microsoft Partner Center.',
    NOT_FOUND: 'baseUrl is that of another cloud, or the tenant is no partner with API access.',
  },
  'naver-cloud': {
    CREDENTIALS_REJECTED:
      'Compare Access Key ID and Secret Key with Access Management in the console, and this clock with the time.',
    CONSENT_REQUIRED:
      'The key belongs to an account that may not see this: use one of the representative or master account, give it the right to billing, and set scope to its role.',
    NOT_FOUND: 'baseUrl is that of another zone; the public one is the default.',
  },
  'trend-micro': {
    CREDENTIALS_REJECTED:
      'Compare Access Token, Secret Key and SMPI URL (baseUrl) with Third-party integration in Remote Manager: the pair was revoked, is one of the licensing platform (LMPI), or belongs to another address.',
    NOT_FOUND: 'version or baseUrl is another one: see the SMPI URL beside the keys.',
  },
};

const OF_ALL: Advice = {
  THROTTLED: 'Nothing: try again later. If it stays, see who else uses the key.',
  VENDOR_UNAVAILABLE:
    'Either the vendor is down, or this machine cannot reach the address: see baseUrl, a proxy or a firewall.',
  VENDOR_RESPONSE_INVALID:
    'Something else than the vendor answers at this address, or the vendor has changed its answers.',
  PERMISSION_DENIED: 'Ask whether this customer is still yours; others may be readable.',
  VENDOR_REQUEST_REFUSED: 'Read what the vendor says.',
  CONFIG_INVALID: 'Mend the field that is named; "secrets put" checks it before it is stored.',
  SECRET_UNAVAILABLE: 'Look at the rights of the file, or of whoever reads Secrets Manager.',
  LEDGER_UNAVAILABLE:
    'On this machine: "npm start", then ask again. Of a stack: look at the table, and at who may read it.',
};

export const adviceOn = (provider: ProviderId, code: Code): string | undefined => OF[provider][code] ?? OF_ALL[code];
