/** The vendors at which a person consents once, and what their sign-in servers are asked. */
import { scopeOf } from '../../../lib/providers/partner-center/sign-in.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import type { SignInServer } from '../consent/tokens.ts';

/** The text fields of an account, with what they are asked for by. */
export type Fields = Readonly<Record<string, string>>;

export interface ConsentVendor {
  /** What an account must hold before anybody can consent, with the words that ask for it. */
  readonly needs: Readonly<Record<string, string>>;
  /** `fields` hold at least what is needed. */
  readonly server: (fields: Fields) => SignInServer;
  readonly byDevice: boolean;
  /** What a person has to know before the browser opens. */
  readonly before: string;
  readonly lifeDays: number;
  /** What becomes of the refresh token's end. */
  readonly renewal: string;
}

/** An address as accounts may hold it, without the slash at its end. */
const at = (fields: Fields, name: string, usual: string): string => (fields[name] ?? usual).replace(/\/+$/, '');

/** https://learn.microsoft.com/en-us/partner-center/developer/enable-secure-app-model */
const partnerCenter: ConsentVendor = {
  needs: {
    tenantId: 'Directory (tenant) id',
    clientId: 'Application (client) id',
    clientSecret: 'Client secret',
  },
  server: (fields) => {
    const tenant = `${at(fields, 'loginUrl', 'https://login.microsoftonline.com')}/${encodeURIComponent(fields['tenantId'] ?? '')}`;
    return {
      as: {
        issuer: `${tenant}/v2.0`,
        authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${tenant}/oauth2/v2.0/token`,
        device_authorization_endpoint: `${tenant}/oauth2/v2.0/devicecode`,
      },
      clientId: fields['clientId'] ?? '',
      clientSecret: fields['clientSecret'] ?? '',
      scope: scopeOf(at(fields, 'baseUrl', '')),
      // Somebody else may be signed in already, without a second factor.
      extra: { prompt: 'login' },
    };
  },
  byDevice: true,
  before: 'Sign in as the integration user (an agent role in Partner Center), with multi-factor authentication.',
  lifeDays: 90,
  renewal:
    'Each use renews it: as long as Seatwatch runs it does not run out. A password reset or an administrator ends it.',
};

/** https://developers.worksmobile.com/jp/docs/auth-oauth */
const lineWorks: ConsentVendor = {
  needs: { clientId: 'Client ID', clientSecret: 'Client Secret' },
  server: (fields) => {
    const auth = at(fields, 'authUrl', 'https://auth.worksmobile.com/oauth2/v2.0');
    return {
      as: { issuer: auth, authorization_endpoint: `${auth}/authorize`, token_endpoint: `${auth}/token` },
      clientId: fields['clientId'] ?? '',
      clientSecret: fields['clientSecret'] ?? '',
      scope: 'partner.read',
    };
  },
  byDevice: false,
  before:
    'Sign in as an administrator of the partner domain. A service account needs no consent and never ends: prefer it.',
  lifeDays: 90,
  renewal:
    "Only with the app's refresh token rotation switched on each use renews it; without, somebody has to connect again before that day.",
};

export const CONSENT_VENDORS: Readonly<Partial<Record<ProviderId, ConsentVendor>>> = {
  'line-works': lineWorks,
  'partner-center': partnerCenter,
};

/** The others hand out keys that a person copies. */
export const KEY_VENDORS: Readonly<Partial<Record<ProviderId, string>>> = {
  'naver-cloud': `NAVER Cloud asks for no consent; it hands out keys:

1. Console, My Account, Manage account and security, Security Management, Access Management: create an API
   authentication key, as the account whose contracts are wanted (a partner's representative account, or the
   master account of an organization).
2. {"accessKey": "…", "secretKey": "…", "scope": "partner"} into a file; scope is account, partner or organization.`,
  'trend-micro': `Trend Micro asks for no consent; it hands out keys:

1. Remote Manager, Administration, Third-party integration: Generate API key.
2. {"accessToken": "…", "secretKey": "…"} into a file; with "baseUrl" when the SMPI URL beside them is not
   https://cspi.trendmicro.com.`,
};
