/** Signing in, against an issuer that checks what it is sent. */
import { beforeEach, describe, expect, test } from 'vitest';
import { beginSession } from '../../../functions/page/sign-in/begin-session.ts';
import type { Session, Surroundings } from '../../../functions/page/sign-in/session.ts';
import { ISSUER, type ScriptedIssuer, scriptedIssuer } from './scripted-issuer.ts';

const PAGE = 'https://seats.example/';
const CONFIG = { issuer: ISSUER, clientId: 'page', scopes: ['seatwatch/read', 'seatwatch/collect'], simulated: [] };

let issuer: ScriptedIssuer;

const storage = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as Storage;
};

let here: URL;
let left: string[] = [];
let now = 0;
let around: Surroundings;
beforeEach(async () => {
  issuer = await scriptedIssuer();
  [left, now] = [[], Date.now()];
  here = new URL(`${PAGE}?screen=find&q=a`);
  around = {
    here: () => here,
    show: (href) => (here = new URL(href, PAGE)),
    leaveFor: (address) => void left.push(address),
    tab: storage(),
    browser: storage(),
    send: issuer.answer,
    now: () => now,
  };
});

const departure = (): URL => new URL(left.at(-1) ?? '');

/** The issuer sends the reader back. */
async function comeBack(change: Record<string, string> = {}): Promise<Session> {
  const sent = departure().searchParams;
  issuer.nonce = sent.get('nonce') ?? '';
  issuer.challenge = sent.get('code_challenge') ?? '';
  here = new URL(
    `${PAGE}?${new URLSearchParams({ code: 'abc', state: sent.get('state') ?? '', ...change }).toString()}`,
  );
  return beginSession(CONFIG, around);
}

async function signedIn(): Promise<Session> {
  await (await beginSession(CONFIG, around)).signIn();
  return comeBack();
}

describe('a session', () => {
  test('is open where there is no issuer, or no client of the page', async () => {
    for (const config of [
      { ...CONFIG, issuer: null },
      { ...CONFIG, clientId: null },
    ]) {
      const session = await beginSession(config, around);
      expect([session.state, await session.token()]).toEqual(['open', null]);
      await session.signIn();
      await session.signOut();
    }
    expect(left).toEqual([]);
  });

  test('begins at the issuer with PKCE, state and nonce, and asks for no more than reading', async () => {
    issuer.metadata = { scopes_supported: ['openid', 'offline_access'] };
    const session = await beginSession(CONFIG, around);
    expect(session.state).toBe('signed-out');
    await expect(session.token()).rejects.toMatchObject({ kind: 'sign-in' });
    await session.signIn();
    const { origin, pathname, searchParams } = departure();
    expect(`${origin}${pathname}`).toBe('https://login.example/authorize');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'page',
      redirect_uri: PAGE,
      response_type: 'code',
      scope: 'openid seatwatch/read offline_access',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  });

  test('goes on where the reader was, with tokens that nothing keeps', async () => {
    const session = await signedIn();
    expect([session.state, session.refusal, await session.token()]).toEqual(['signed-in', null, 'access-1']);
    expect(here.href).toBe(`${PAGE}?screen=find&q=a`);
    expect(around.tab.getItem('seatwatch.departure')).toBeNull();
    expect(around.browser.getItem('seatwatch.signed-in')).toBe('yes');
    expect(Object.fromEntries(issuer.asked[0] ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      redirect_uri: PAGE,
    });
  });

  test('is renewed once before its token ends, however many ask', async () => {
    const session = await signedIn();
    now += 3_550_000;
    issuer.gives = {};
    expect(await Promise.all([session.token(), session.token()])).toEqual(['access-2', 'access-2']);
    expect(issuer.asked[1]?.get('refresh_token')).toBe('refresh-1');
    now += 3_550_000;
    expect(await session.token()).toBe('access-3');
    expect(issuer.asked[2]?.get('refresh_token')).toBe('refresh-1');
  });

  test('ends when it cannot be renewed', async () => {
    const session = await signedIn();
    now += 3_550_000;
    issuer.refuses = true;
    await expect(session.token()).rejects.toMatchObject({ kind: 'sign-in' });
    expect(issuer.asked).toHaveLength(2);
  });

  test('without a refresh token ends with its token', async () => {
    issuer.gives = {};
    issuer.lifetime = undefined;
    const session = await signedIn();
    expect(await session.token()).toBe('access-1');
    now += 301_000;
    await expect(session.token()).rejects.toMatchObject({ kind: 'sign-in' });
  });

  test('of a reader who signed in before begins by itself', async () => {
    await signedIn();
    left = [];
    expect((await beginSession(CONFIG, around)).state).toBe('leaving');
    expect(left).toHaveLength(1);
    around = { ...around, send: () => Promise.reject(new TypeError('no network')) };
    const session = await beginSession(CONFIG, around);
    expect([session.state, session.refusal]).toEqual(['signed-out', 'the issuer is out of reach']);
  });
});

describe('nobody is signed in', () => {
  test('by an answer to another departure, a refusal, or a code from nowhere', async () => {
    await (await beginSession(CONFIG, around)).signIn();
    expect((await comeBack({ state: 'another' })).refusal).toMatch(/state/);
    await (await beginSession(CONFIG, around)).signIn();
    here = new URL(`${PAGE}?error=access_denied&state=${departure().searchParams.get('state') ?? ''}`);
    expect(await beginSession(CONFIG, around)).toMatchObject({
      state: 'signed-out',
      refusal: expect.any(String) as string,
    });
    here = new URL(`${PAGE}?code=x&state=y`);
    expect(await beginSession(CONFIG, around)).toMatchObject({ state: 'signed-out', refusal: null });
    expect([here.href, issuer.asked]).toEqual([PAGE, []]);
  });

  test('by a code that the issuer does not take, or an identity with another nonce', async () => {
    issuer.refuses = true;
    expect((await signedIn()).state).toBe('signed-out');
    issuer.refuses = false;
    await (await beginSession(CONFIG, around)).signIn();
    const sent = departure().searchParams;
    [issuer.nonce, issuer.challenge] = ['another', sent.get('code_challenge') ?? ''];
    here = new URL(`${PAGE}?code=abc&state=${sent.get('state') ?? ''}`);
    expect((await beginSession(CONFIG, around)).state).toBe('signed-out');
    expect(around.browser.getItem('seatwatch.signed-in')).toBeNull();
  });
});

describe('signing out', () => {
  test('ends the session at the issuer too, and comes back to the page', async () => {
    issuer.metadata = { end_session_endpoint: 'https://login.example/logout' };
    const session = await signedIn();
    await session.signOut();
    const { origin, pathname, searchParams } = departure();
    expect(`${origin}${pathname}`).toBe('https://login.example/logout');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'page',
      post_logout_redirect_uri: PAGE,
      logout_uri: PAGE,
    });
    expect(searchParams.get('id_token_hint')).toMatch(/^ey/);
    await expect(session.token()).rejects.toMatchObject({ kind: 'sign-in' });
    expect(around.browser.getItem('seatwatch.signed-in')).toBeNull();
  });

  test('is of this page alone where the issuer has no such place, or cannot be reached', async () => {
    const session = await signedIn();
    await session.signOut();
    expect(departure().href).toBe(PAGE);
    const unknown = await beginSession(CONFIG, { ...around, send: () => Promise.reject(new TypeError('no network')) });
    await unknown.signOut();
    expect(departure().href).toBe(PAGE);
  });
});
