/** Tokens, keys and clocks. */
import type { ProviderId } from '../../../../../lib/usage.ts';
import type { CatalogueEntry } from './entry.ts';
import type { Fault } from '../fault.ts';
import { DATA, SIGN_IN_PATH } from './targets.ts';

const SIGNED = 'each request is signed; there are no tokens';
const refusal = (status: number, error: string, description: string, number?: number): Fault => ({
  kind: 'body',
  status,
  body: JSON.stringify({
    error,
    error_description: description,
    ...(number === undefined ? {} : { error_codes: [number] }),
  }),
});

/** At the two that sign in. */
const atSignIn = (faults: Readonly<Record<keyof typeof SIGN_IN_PATH, Fault | string>>): CatalogueEntry['at'] => {
  const at = (provider: keyof typeof SIGN_IN_PATH): readonly Fault[] | string => {
    const fault = faults[provider];
    return typeof fault === 'string' ? fault : [{ path: SIGN_IN_PATH[provider], ...fault }];
  };
  return {
    'line-works': at('line-works'),
    'partner-center': at('partner-center'),
    'naver-cloud': SIGNED,
    'trend-micro': SIGNED,
  };
};
const both = (fault: Fault): CatalogueEntry['at'] => atSignIn({ 'line-works': fault, 'partner-center': fault });

const BY_TOKENS = 'it looks at the life of its own tokens alone';
const clock = (seconds: number): CatalogueEntry['at'] => {
  const from = (provider: ProviderId): readonly Fault[] => [{ kind: 'clock', path: DATA[provider], seconds }];
  return {
    'line-works': [{ kind: 'clock', path: SIGN_IN_PATH['line-works'], seconds }],
    'partner-center': BY_TOKENS,
    'naver-cloud': from('naver-cloud'),
    'trend-micro': [{ kind: 'clock', seconds }],
  };
};

export const SIGN_IN: readonly CatalogueEntry[] = [
  {
    name: 'token-expires-mid-run',
    about: 'all access tokens end in the middle of a run',
    at: {
      'line-works': [{ kind: 'expire-tokens', path: DATA['line-works'], times: 1 }],
      'partner-center': [{ kind: 'expire-tokens', path: DATA['partner-center'], times: 1 }],
      'naver-cloud': SIGNED,
      'trend-micro': SIGNED,
    },
  },
  { name: 'sign-in-throttled', about: 'too many sign-ins, for good', at: both({ kind: 'throttle' }) },
  { name: 'sign-in-outage', about: 'the sign-in fails, for good', at: both({ kind: 'status', status: 503 }) },
  {
    name: 'sign-in-outage-brief',
    about: 'the sign-in fails, twice',
    at: both({ kind: 'status', status: 503, times: 2 }),
  },
  { name: 'sign-in-html', about: 'a web page in place of a token', at: both({ kind: 'html' }) },
  {
    name: 'client-rejected',
    about: 'the client secret is not accepted',
    at: atSignIn({
      'line-works': refusal(401, 'invalid_client', 'Unknown client'),
      'partner-center': refusal(401, 'invalid_client', 'AADSTS7000215: synthetic.', 7_000_215),
    }),
  },
  {
    name: 'refresh-token-revoked',
    about: 'the refresh token is dead: revoked, or its password changed',
    at: atSignIn({
      'line-works': refusal(400, 'invalid_grant', 'Refresh token is not valid'),
      'partner-center': refusal(400, 'invalid_grant', 'AADSTS50173: synthetic.', 50_173),
    }),
  },
  {
    name: 'refresh-token-expired',
    about: 'the refresh token has not been used for 90 days',
    at: atSignIn({
      'line-works': 'it says the same as in `refresh-token-revoked`',
      'partner-center': refusal(400, 'invalid_grant', 'AADSTS700082: synthetic.', 700_082),
    }),
  },
  {
    name: 'mfa-at-sign-in',
    about: 'the sign-in asks for a second factor',
    at: atSignIn({
      'line-works': 'it asks for none',
      'partner-center': refusal(400, 'interaction_required', 'AADSTS50076: synthetic.', 50_076),
    }),
  },
  {
    name: 'refresh-token-kept',
    about: 'the answer holds no new refresh token',
    at: both({ kind: 'edit', edits: [{ op: 'remove', at: 'refresh_token' }] }),
  },
  {
    name: 'refresh-answer-lost',
    about: 'the vendor has exchanged the refresh token when the connection breaks, once',
    at: both({ kind: 'reset-after', times: 1 }),
  },
  { name: 'clock-ahead', about: "the vendor's clock is an hour ahead", at: clock(3600) },
  { name: 'clock-behind', about: "the vendor's clock is an hour behind", at: clock(-3600) },
];
