/** What the page shows when there is nothing, not yet, or not at all. */
import { expect, test } from 'vitest';
import { openTable } from '../../lib/ledger/client.ts';
import { startDynamoDb } from '../support/dynamodb.ts';
import { collect } from '../support/ledger.ts';
import { openSite } from './site.ts';
import { visiting } from './stage.ts';
import { settled } from './visit.ts';

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

export function tellStates(): void {
  test('waits visibly, and says what went wrong and how to go on', () =>
    visiting({ forgiven: /status of (503|500)|ERR_FAILED/ }, async (page) => {
      const waiting = Promise.withResolvers<void>();
      await page.route('**/v1/overages?*', async (route) => {
        await waiting.promise;
        await route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: '{"status":503,"detail":"the ledger is out of reach; try again"}',
        });
      });
      await page.goto('/');
      expect(await page.getByRole('note').innerText()).toMatch(/^Simulated data\./);
      await page.getByRole('status').filter({ hasText: 'Loading …' }).first().waitFor();
      waiting.resolve();
      const alert = page.getByRole('alert').first();
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/Out of reach[\s\S]*the ledger is out of reach; try again/);
      await page.unroute('**/v1/overages?*');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { level: 1, name: /customers are over/ }).waitFor();
      await page.route('**/v1/underused?*', (route) => route.abort());
      await page.getByRole('link', { name: 'Underused seats' }).click();
      await page.getByText('No connection').waitFor();
    }));

  test('says that there is no such screen, and no such customer', () =>
    visiting({}, async (page) => {
      await page.goto('/?screen=cellar');
      await page.getByRole('heading', { level: 1, name: 'There is no such screen' }).waitFor();
      await page.goto('/?screen=customer&provider=trend-micro&customer=nobody');
      await page.getByText(/No reading of the last 365 days/).waitFor();
      expect(await page.locator('figure').count()).toBe(0);
    }));

  test('shows an empty ledger as one', async () => {
    const db = await startDynamoDb();
    const site = await openSite(openTable(db.table, { client: db.client }), { SEATWATCH_AUTH: 'none' });
    await visiting({ at: site }, async (page) => {
      await page.goto('/');
      await page.getByRole('heading', { level: 1, name: 'Nobody is over' }).waitFor();
      expect(await page.getByRole('note').count()).toBe(0);
      await page.goto('/?screen=underused');
      await page.getByRole('heading', { level: 1, name: 'No seats lie idle' }).waitFor();
      await page.goto('/?screen=trust');
      await page.getByText('Nothing is expected here yet', { exact: false }).waitFor();
      await page.getByText('It has not run yet.').waitFor();
    });
    await site.close();
    await db.close();
  });

  test("shows markup in a vendor's names as the text that it is", async () => {
    const db = await startDynamoDb();
    const table = openTable(db.table, { client: db.client });
    const read = { provider: 'partner-center', dataset: 'deployment', from: '2026-11-20', to: '2026-11-20' } as const;
    await collect(table, { ...read, at: '2026-11-20T03:00:00Z' }, [
      {
        customerId: 'c-1',
        customerName: MARKUP,
        productId: 'p',
        productName: MARKUP,
        period: '2026-11-19',
        entitled: 5,
        consumed: 9,
        labels: { serviceCode: 'exo', serviceName: MARKUP, channel: null },
      },
    ]);
    const site = await openSite(table);
    await visiting({ at: site }, async (page) => {
      for (const address of [
        '/',
        '/?screen=customer&provider=partner-center&customer=c-1',
        '/?screen=find&q=c-1',
        '/?screen=trust&provider=partner-center',
      ]) {
        await page.goto(address);
        await settled(page);
        expect(await page.locator('main').innerText()).toContain('<img src=x');
        expect(await page.locator('main img, main script').count()).toBe(0);
        expect(await page.title()).toMatch(/ · Seatwatch$/);
      }
    });
    await site.close();
    await db.close();
  });
}
