/** What the function wrote into the shell: where people sign in, and what is simulated. */
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';

export interface Config {
  /** Null = no sign-in. */
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly scopes: readonly string[];
  readonly simulated: readonly ProviderId[];
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Throws a SyntaxError when the shell was not filled in. */
export function readConfig(shell: Document): Config {
  const content = shell.querySelector('meta[name="seatwatch"]')?.getAttribute('content') ?? '';
  const { issuer, clientId, scopes, simulated } = JSON.parse(content) as Record<string, unknown>;
  return {
    issuer: textOrNull(issuer),
    clientId: textOrNull(clientId),
    scopes: Array.isArray(scopes) ? scopes.map(String) : [],
    simulated: PROVIDER_IDS.filter((id) => Array.isArray(simulated) && simulated.includes(id)),
  };
}
