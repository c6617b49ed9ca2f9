/** The same screens for everybody: phones, three languages, and whoever cannot see them or sees them in the dark. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visiting } from './stage.ts';
import { settled } from './visit.ts';

export const SCREENS = {
  overview: '/',
  customer: '/?screen=customer&provider=line-works&account=default&customer=10000002',
  find: '/?screen=find&q=hi',
  trust: '/?screen=trust&provider=line-works',
  underused: '/?screen=underused',
} as const;

const LETTERS = {
  ko: /\p{Script=Hangul}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
} as const;

const spokenOn = async (page: Page): Promise<string[]> =>
  (await page.locator('[role=note], h2, thead th, label, main button').allInnerTexts()).filter((text) => text !== '');

export function tellReaders(): void {
  test('fits a phone of 360 pixels, speaks Korean and Japanese, and says on every screen what is simulated', () =>
    visiting({ locale: 'ko-KR', isPhone: true }, async (page) => {
      for (const [name, address] of Object.entries(SCREENS)) {
        await page.goto(address);
        await settled(page);
        expect(await page.getByRole('note').count()).toBe(1);
        for (const [language, letters] of Object.entries(LETTERS)) {
          await page.locator('.choices select').first().selectOption(language);
          await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
          expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 360]);
          // Every phrase has letters of the language; what vendors and customers are called is not among them.
          expect((await spokenOn(page)).filter((text) => !letters.test(text))).toEqual([]);
        }
      }
    }));

  test('keeps the language and the colours that somebody chose', () =>
    visiting({ locale: 'fr-FR' }, async (page) => {
      await page.goto('/');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.getByRole('combobox', { name: 'Language' }).selectOption('ja');
      await page.getByRole('combobox', { name: '配色' }).selectOption('dark');
      await page.reload();
      await settled(page);
      expect(await page.locator('html').getAttribute('lang')).toBe('ja');
      expect(await page.evaluate('getComputedStyle(document.body.parentElement).colorScheme')).toBe('dark');
    }));

  test('has nothing that axe calls serious, in the light and in the dark', () =>
    visiting({}, async (page) => {
      for (const [name, address] of Object.entries(SCREENS)) {
        await page.goto(address);
        await settled(page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const axe = new AxeBuilder({ page }).setLegacyMode();
          // What the dark changes is the contrast.
          const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
          const serious = violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(
              ({ id, nodes }) =>
                `${name}, ${colorScheme}: ${id} ${nodes.map(({ html }) => html.slice(0, 100)).join(' ')}`,
            );
          expect(serious).toEqual([]);
        }
      }
    }));

  test('loads its first screen in fewer than 150 KB, all in, as they come over the wire', () =>
    visiting({}, async (page) => {
      const wire = await page.context().newCDPSession(page);
      await wire.send('Network.enable');
      let bytes = 0;
      wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      await page.goto('/');
      await settled(page);
      console.log(`the first screen: ${(bytes / 1000).toFixed(1)} KB over the wire, figures and headers among them`);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(150_000);
    }));
}
