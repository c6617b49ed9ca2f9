/** What the API is told by its environment. Everything but the table has a default. */
import { fromEnvironment, type FunctionSettings } from '../../lib/function-settings.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';

export interface Settings extends FunctionSettings {
  /** No token is asked for: the local server only. */
  readonly isOpen: boolean;
  readonly scopes: { readonly read: string; readonly collect: string };
  /** Where people sign in; null = nowhere. */
  readonly issuer: string | null;
  readonly clientId: string | null;
  /** Where the issuer hands out tokens when that is another host than its own, as Cognito does; null = its own. */
  readonly signInOrigin: string | null;
  /** Providers that talk to a simulated vendor. */
  readonly simulated: readonly ProviderId[];
  /** Name of each provider's collector function. */
  readonly collectors: Readonly<Partial<Record<ProviderId, string>>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function settingsFrom(env: Environment): Settings {
  const simulated = new Set((env['SEATWATCH_SIMULATED'] ?? '').split(',').map((id) => id.trim()));
  const perProvider = (prefix: string): Partial<Record<ProviderId, string>> =>
    Object.fromEntries(
      PROVIDER_IDS.flatMap((id) => {
        const value = env[`${prefix}_${id.toUpperCase().replaceAll('-', '_')}`];
        return value ? [[id, value]] : [];
      }),
    );
  return {
    isOpen: env['SEATWATCH_AUTH'] === 'none',
    scopes: {
      read: env['SEATWATCH_SCOPE_READ'] || 'seatwatch/read',
      collect: env['SEATWATCH_SCOPE_COLLECT'] || 'seatwatch/collect',
    },
    issuer: env['SEATWATCH_ISSUER'] || null,
    clientId: env['SEATWATCH_CLIENT_ID'] || null,
    signInOrigin: env['SEATWATCH_SIGN_IN_ORIGIN'] || null,
    simulated: PROVIDER_IDS.filter((id) => simulated.has(id)),
    collectors: perProvider('SEATWATCH_COLLECTOR'),
    ...fromEnvironment(env),
  };
}
