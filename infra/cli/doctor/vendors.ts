/** Each provider with the account that its secret holds. */
import { lineWorks } from '../../../lib/providers/line-works.ts';
import { naverCloud } from '../../../lib/providers/naver-cloud.ts';
import { partnerCenter } from '../../../lib/providers/partner-center.ts';
import { trendMicro } from '../../../lib/providers/trend-micro.ts';
import type { Account, Context, Provider, Session } from '../../../lib/provider.ts';
import type { SecretValue } from '../../../lib/secrets/value.ts';
import { checkAccounts } from '../../../lib/secrets.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { adviceOn } from './advice.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

interface Visit {
  readonly secretId: string;
  readonly secret: SecretValue;
  /** `Context.rotate` of an account. */
  readonly rotateFor: (account: string) => Context<Account>['rotate'];
  readonly signal: AbortSignal;
}

type Vendor = (visit: Visit) => AsyncGenerator<Finding>;

export const VENDORS: Readonly<Record<ProviderId, Vendor>> = {
  'line-works': vendor(lineWorks),
  'partner-center': vendor(partnerCenter),
  'naver-cloud': vendor(naverCloud),
  'trend-micro': vendor(trendMicro),
};

function vendor<C extends Account, S extends Session, R>(provider: Provider<C, S, R>): Vendor {
  return async function* visiting({ secretId, secret, rotateFor, signal }) {
    const { id } = provider;
    const { accounts, problems } = checkAccounts(secret, secretId, provider);
    const isAlone = secret.entries.length === 1;
    const nameOf = (account: string): string => (isAlone && account === 'default' ? id : `${id}, ${account}`);
    for (const { account, error } of problems) {
      const advice = adviceOn(id, error.code);
      const what = {
        of: nameOf(account),
        what: 'secret',
        state: 'ill',
        told: error.message,
        code: error.code,
      } as const;
      yield { ...what, ...(advice ? { advice } : {}) };
    }
    for (const credentials of accounts) {
      const of = nameOf(credentials.account);
      yield { of, what: 'secret', state: 'well', told: 'the secret is there and in the right shape' };
      yield* examine(provider, { credentials, of, rotate: rotateFor(credentials.account), signal });
    }
  };
}
