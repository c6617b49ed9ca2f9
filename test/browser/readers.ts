/** The same screens for everybody: phones, three languages, and whoever cannot see them or sees them in the dark. */
import { AxeBuilder } from '@axe-core/playwright';
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

const LANGUAGES = [
  ['ko-KR', 'ko', /\p{Script=Hangul}/u],
  ['ja-JP', 'ja', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u],
] as const;

export function tellReaders(): void {
  test.each(LANGUAGES)('fits a phone of 360 pixels and speaks %s', (locale, language, letters) =>
    visiting({ locale, isPhone: true }, async (page) => {
      for (const [name, address] of Object.entries(SCREENS)) {
        await page.goto(address);
        await settled(page);
        const [width, spoken] = await page.evaluate<[number, string]>(
          '[document.documentElement.scrollWidth, document.documentElement.lang]',
        );
        expect([name, width, spoken]).toEqual([name, 360, language]);
        const text = await page.locator('header, [role=note], h1, h2, thead, label, button').allInnerTexts();
        // Names of vendors and customers aside, every phrase has letters of the language.
        expect(text.filter((one) => /[a-z]{4}/.test(one) && !letters.test(one) && !/^[A-Z]/.test(one))).toEqual([]);
        expect(await page.locator('h2').allInnerTexts()).toSatisfy((all: string[]) =>
          all.every((one) => letters.test(one)),
        );
      }
    }),
  );

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
