/**
 * Somebody's session. Tokens live in memory alone: a page opened anew asks the issuer again, which knows the reader by
 * its own cookie and answers without a question.
 */
import { Failure } from '../client/failure.ts';
import { type Departure, type Issuer, openIssuer, type Tokens } from './issuer.ts';
import type { Session, Surroundings } from './session.ts';

interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

const PENDING = 'seatwatch.departure';
const KNOWN = 'seatwatch.signed-in';
/** Renewed this long before its end, so that no request is under way with a dead token. */
const MARGIN_MS = 60_000;

export async function signedSession(
  { issuer: issuerAddress, clientId, scopes }: SignIn,
  around: Surroundings,
): Promise<Session> {
  const home = `${around.here().origin}/`;
  let opening: Promise<Issuer> | undefined;
  const issuer = (): Promise<Issuer> => {
    opening ??= openIssuer({ issuer: issuerAddress, clientId, scopes: scopes.slice(0, 1), home, send: around.send });
    // One that could not be reached is asked again.
    opening.catch(() => (opening = undefined));
    return opening;
  };
  let tokens: Tokens | null = null;
  let until = 0;
  let renewing: Promise<void> | undefined;
  const take = (given: Tokens): void => {
    tokens = given;
    until = around.now() + (given.lifetime ?? 300) * 1000;
  };

  const session = (state: Session['state'], refusal: string | null = null): Session => ({
    state,
    refusal,
    token: async () => {
      if (tokens !== null && around.now() > until - MARGIN_MS && tokens.refresh !== null) {
        const { refresh } = tokens;
        // Many ask at once; the issuer is asked once.
        renewing ??= issuer()
          .then((one) => one.renew(refresh))
          .then(take, () => (tokens = null))
          .then(() => (renewing = undefined));
        await renewing;
      }
      if (tokens === null || around.now() > until) throw new Failure('sign-in');
      return tokens.access;
    },
    signIn: async () => {
      const { address, departure } = await (await issuer()).depart();
      const { pathname, search } = around.here();
      around.tab.setItem(PENDING, JSON.stringify({ ...departure, back: `${pathname}${search}` }));
      around.leaveFor(address);
    },
    signOut: async () => {
      const identity = tokens?.identity ?? null;
      tokens = null;
      around.browser.removeItem(KNOWN);
      around.leaveFor((await issuer().catch(() => null))?.farewell(identity) ?? home);
    },
  });

  const at = around.here();
  if (at.searchParams.has('state') && (at.searchParams.has('code') || at.searchParams.has('error'))) {
    const pending = JSON.parse(around.tab.getItem(PENDING) ?? 'null') as (Departure & { back: string }) | null;
    around.tab.removeItem(PENDING);
    around.show(pending?.back ?? '/');
    // A code from nowhere is nobody's.
    if (pending === null) return session('signed-out');
    try {
      take(await (await issuer()).arrive(at, pending));
    } catch (error) {
      around.browser.removeItem(KNOWN);
      return session('signed-out', error instanceof Error ? error.message : 'refused');
    }
    around.browser.setItem(KNOWN, 'yes');
    return session('signed-in');
  }
  if (around.browser.getItem(KNOWN) === null) return session('signed-out');
  const leaving = session('leaving');
  return leaving.signIn().then(
    () => leaving,
    () => session('signed-out', 'the issuer is out of reach'),
  );
}
