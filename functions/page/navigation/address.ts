/**
 * What is shown, as an address that can be shared: everything is in the query of `/`, the one path that is public.
 * `/?screen=customer&provider=line-works&customer=10000002`; without a screen it is the first one.
 */
export const SCREENS = ['home', 'customer', 'find', 'trust', 'underused'] as const;
export type Screen = (typeof SCREENS)[number];

export type Query = Readonly<Record<string, string>>;

export interface Address {
  /** Null = there is no such screen. */
  readonly screen: Screen | null;
  readonly query: Query;
}

const isScreen = (name: string): name is Screen => SCREENS.includes(name as Screen);

/** Of a repeated parameter the last one counts; empty ones do not. */
export function parseAddress(search: string): Address {
  const { screen = 'home', ...query } = Object.fromEntries(
    [...new URLSearchParams(search)].filter(([, value]) => value !== ''),
  );
  return { screen: isScreen(screen) ? screen : null, query };
}

/** Parameters that are empty or undefined are left out; the others keep their order. */
export function hrefOf(screen: Screen, query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const text = new URLSearchParams([...(screen === 'home' ? [] : [['screen', screen]]), ...given]).toString();
  return text === '' ? '/' : `/?${text}`;
}

export const customerHref = (one: { provider: string; account: string; customerId: string }): string =>
  hrefOf('customer', { provider: one.provider, account: one.account, customer: one.customerId });
