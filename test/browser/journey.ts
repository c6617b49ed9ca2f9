/** The account manager's morning: who is over, what exactly, and the figures to send. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readCsv } from '../functions/api/csv-reader.ts';
import { visiting } from './stage.ts';
import { settled } from './visit.ts';

const HOME = /^\d+ customers are over, by \d+ seats$/;

export function tellJourney(): void {
  test('leads from the first screen to whom to call, what it is about, and the figures as a file', () =>
    visiting({}, async (page) => {
      await page.goto('/');
      await page.getByRole('heading', { level: 1, name: HOME }).waitFor();
      const row = page.getByRole('region', { name: 'Whom to call' }).getByRole('row', { name: /Hinode Clinic/ });
      expect(await row.innerText()).toMatch(/Mail archive[\s\S]*8[\s\S]*113 of 105[\s\S]*16 Sept/);
      await row.getByRole('link', { name: 'Hinode Clinic' }).click();
      await page.getByRole('heading', { level: 1, name: 'Hinode Clinic' }).waitFor();
      await settled(page);
      expect(await page.locator('figure').count()).toBeGreaterThan(0);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download CSV' }).first().click(),
      ]);
      const [columns = [], ...lines] = readCsv(await readFile(await download.path(), 'utf8'));
      expect(columns.slice(0, 4)).toEqual(['provider', 'account', 'dataset', 'customerId']);
      expect(new Set(lines.map((line) => line[columns.indexOf('customerName')]))).toEqual(new Set(['Hinode Clinic']));
      const over = lines.findLast((line) => line[columns.indexOf('productName')] === 'Mail archive');
      expect(over?.[columns.indexOf('exceeded')]).toBe('8');
    }));

  test('goes back with the back button, and to the same view with a link that somebody sent', () =>
    visiting({}, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Hinode Clinic' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Hinode Clinic' }).waitFor();
      const address = page.url();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: HOME }).waitFor();
      await page.goForward();
      await page.getByRole('heading', { level: 1, name: 'Hinode Clinic' }).waitFor();
      await visiting({}, async (other) => {
        await other.goto(address);
        await other.getByRole('heading', { level: 1, name: 'Hinode Clinic' }).waitFor();
        expect(await other.title()).toBe('Hinode Clinic · Seatwatch');
      });
    }));

  test('needs no mouse', () =>
    visiting({}, async (page) => {
      const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent.trim()');
      await page.goto('/');
      await settled(page);
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Skip to content');
      await page.keyboard.press('Enter');
      await page.keyboard.press('/');
      await page.keyboard.type('hinode');
      await page.keyboard.press('Enter');
      const hit = page.locator('main').getByRole('link', { name: 'Hinode Clinic' }).first();
      await hit.waitFor();
      for (let count = 0; count < 40 && (await focused()) !== 'Hinode Clinic'; count++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Hinode Clinic' }).waitFor();
      // Whoever cannot see hears where the link has led.
      expect(await focused()).toBe('Hinode Clinic');
    }));

  test('finds what nobody uses, narrows it, and hands it over as a file', () =>
    visiting({}, async (page) => {
      await page.goto('/?screen=underused');
      await page.getByRole('heading', { level: 1, name: /seats unused at \d+ customers/ }).waitFor();
      await settled(page);
      const table = page.getByRole('region', { name: 'Could be given back' });
      const numbers = (await table.locator('strong').allInnerTexts()).map(Number);
      expect(numbers.length).toBeGreaterThan(2);
      expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
      await page.getByRole('heading', { level: 2, name: 'Too early to say' }).waitFor();
      await page.getByRole('combobox', { name: 'Free for the last' }).selectOption('60');
      await page.getByRole('combobox', { name: 'Provider' }).selectOption('line-works');
      await page.waitForURL(/days=60/);
      expect(page.url()).toContain('provider=line-works');
      await settled(page);
      await table.waitFor();
      expect((await table.locator('tbody th').allInnerTexts()).every((who) => who.includes('LINE WORKS'))).toBe(true);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('seatwatch-underused-60-days.csv');
      expect(readCsv(await readFile(await download.path(), 'utf8'))[0]).toContain('lowest');
    }));

  test('tells what was not observed, why, and what to do about it', () =>
    visiting({}, async (page) => {
      await page.goto('/?screen=trust&provider=line-works');
      await page.getByRole('heading', { level: 1, name: /periods are missing or failed/ }).waitFor();
      await settled(page);
      const calendar = page.getByRole('region', { name: 'Coverage calendar: option-product-usages' });
      const row = calendar.getByRole('row', { name: /Sakura Kogyo/ });
      expect(await row.innerText()).toMatch(/Failed 1 Nov – 20 Nov: The vendor’s answer makes no sense/);
      await page.getByText('It is asked again tomorrow; if it stays, tell the vendor.').first().waitFor();
      await page
        .getByRole('navigation', { name: 'Provider' })
        .getByRole('link', { name: /Partner Center/ })
        .click();
      await page.waitForURL(/provider=partner-center/);
      await page
        .getByText(/Missing 15 Nov – 16 Nov/)
        .first()
        .waitFor();
      await page.getByText('The vendor does not answer.').first().waitFor();
    }));
}
