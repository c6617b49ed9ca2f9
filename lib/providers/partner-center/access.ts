import { createHash } from 'node:crypto';
import { addDays, dayIn, instant } from '../../calendar.ts';
import { ofAccount } from '../../errors.ts';
import type { Context } from '../../provider.ts';
import type { PartnerCenterCredentials } from './credentials.ts';
import { signIn } from './sign-in.ts';

interface Kept {
  readonly accessToken: string;
  /** Used until then, milliseconds. */
  readonly until: number;
  readonly credentialExpiresAt: string | null;
}

/** Access tokens outlive a run when the process does. Under a hash: a secret is no key to show. */
export type KeptTokens = Map<string, Kept>;

const EARLY_MS = 30_000;
// https://learn.microsoft.com/en-us/azure/active-directory/develop/refresh-tokens
const REFRESH_TOKEN_DAYS = 90;

export interface Access {
  /** A token that is thought to be good; calls that come together share one sign-in. */
  token(): Promise<string>;
  /** Forgets this token; one that has come since stays. */
  drop(token: string): void;
  readonly credentialExpiresAt: () => string | null;
}

export function accessOf(context: Context<PartnerCenterCredentials>, kept: KeptTokens): Access {
  const { account, tenantId, clientId, clientSecret, baseUrl, loginUrl } = context.credentials;
  const words = JSON.stringify([account, tenantId, clientId, clientSecret, baseUrl, loginUrl]);
  const key = createHash('sha256').update(words).digest('hex');
  let running: Promise<Kept> | null = null;

  async function renew(): Promise<Kept> {
    const { accessToken, lifeMs, renewed } = await ofAccount(signIn(context));
    const now = context.now();
    const entry: Kept = {
      accessToken,
      until: now.getTime() + lifeMs - Math.min(EARLY_MS, lifeMs / 2),
      credentialExpiresAt: renewed ? endOf(now) : (kept.get(key)?.credentialExpiresAt ?? null),
    };
    kept.set(key, entry);
    return entry;
  }

  return {
    token: async () => {
      const found = kept.get(key);
      if (found && found.until > context.now().getTime()) return found.accessToken;
      running ??= renew().finally(() => {
        running = null;
      });
      return (await running).accessToken;
    },
    drop: (token) => {
      const found = kept.get(key);
      if (found?.accessToken === token) kept.set(key, { ...found, until: 0 });
    },
    credentialExpiresAt: () => kept.get(key)?.credentialExpiresAt ?? null,
  };
}

const endOf = (issued: Date): string => addDays(dayIn('UTC', issued), REFRESH_TOKEN_DAYS) + instant(issued).slice(10);
