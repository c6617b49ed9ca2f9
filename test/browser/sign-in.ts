/** Signing in at a real issuer and out again, with the gateway's check of the token before the function. */
import { expect, test } from 'vitest';
import type { GatewayEvent } from '../../functions/api/gateway.ts';
import { isGuarded } from '../../functions/api/guard.ts';
import { CLIENT, type People, startPeople } from './people.ts';
import { openSite } from './site.ts';
import { onStage, visiting } from './stage.ts';

/** As an HTTP API with a JWT authorizer hands a request on; null = it answers 401 itself. */
async function admit(people: People, event: GatewayEvent): Promise<GatewayEvent | null> {
  if (!isGuarded(event.rawPath ?? '')) return event;
  const token = /^Bearer (.+)$/.exec(event.headers?.['authorization'] ?? '')?.[1];
  const claims = token === undefined ? null : await people.claims(token);
  if (claims === null) return null;
  const jwt = { claims, scopes: String(claims['scope']).split(' ') };
  return { ...event, requestContext: { ...event.requestContext, authorizer: { jwt } } };
}

export function tellSignIn(): void {
  test('shows nothing before, comes back to the view that was asked for, and forgets everything at the end', async () => {
    const people = await startPeople();
    const env = { SEATWATCH_ISSUER: people.issuer, SEATWATCH_CLIENT_ID: CLIENT };
    const site = await openSite(onStage().ledger.table, env, (event) => admit(people, event));
    people.open(`${site.origin}/`);
    await visiting({ at: site, isNow: true, hosts: [people.issuer] }, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto('/?screen=trust&provider=line-works');
      await page.getByRole('heading', { level: 1, name: 'Who calls whom today?' }).waitFor();
      expect(asked.filter((url) => url.includes('/v1/'))).toEqual([]);
      expect(await page.getByRole('navigation').count()).toBe(0);

      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${people.issuer}/interaction/**`);
      const authorize = new URL(asked.find((url) => url.startsWith(`${people.issuer}/auth?`)) ?? '');
      expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
      await page.locator('input[name=login]').fill('reader');
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.waitForURL(`${site.origin}/?screen=trust&provider=line-works`);
      await page.getByRole('heading', { level: 1, name: /periods are missing or failed/ }).waitFor();
      const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
      expect(kept).not.toMatch(/eyJ/);
      expect(page.url()).not.toMatch(/code=|state=/);

      // A page opened anew knows that somebody was here and asks the issuer, which knows whom.
      await page.goto('/');
      await page.getByRole('heading', { level: 1, name: /customers are over/ }).waitFor();

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(`${people.issuer}/session/end**`);
      await page.getByRole('button', { name: /yes|sign me out/i }).click();
      await page.waitForURL(`${site.origin}/**`);
      await page.getByRole('heading', { level: 1, name: 'Who calls whom today?' }).waitFor();
      await page.goto('/');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    });
    await Promise.all([site.close(), people.close()]);
  });

  test('asks to sign in again when the token is not believed any more', async () => {
    const people = await startPeople();
    const env = { SEATWATCH_ISSUER: people.issuer, SEATWATCH_CLIENT_ID: CLIENT };
    let isBelieved = true;
    const site = await openSite(onStage().ledger.table, env, async (event) =>
      isBelieved || !isGuarded(event.rawPath ?? '') ? admit(people, event) : null,
    );
    people.open(`${site.origin}/`);
    await visiting({ at: site, isNow: true, hosts: [people.issuer], forgiven: /status of 401/ }, async (page) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('input[name=login]').fill('reader');
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { level: 1, name: /customers are over/ }).waitFor();
      isBelieved = false;
      await page.getByRole('link', { name: 'Underused seats' }).click();
      await page.getByText('You are signed out').waitFor();
      expect(await page.locator('table').count()).toBe(0);
      isBelieved = true;
      await page.getByRole('button', { name: 'Sign in again' }).click();
      await page.getByRole('heading', { level: 1, name: /seats unused at/ }).waitFor();
    });
    await Promise.all([site.close(), people.close()]);
  });
}
