/** The pictures of the README, made anew when somebody asks for them: the story's clock stands still. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCREENS } from './readers.ts';
import { visiting } from './stage.ts';
import { type Reader, settled } from './visit.ts';

const FOLDER = join(import.meta.dirname, 'screenshots');

const PICTURES: ReadonlyArray<readonly [name: string, address: string, reader: Reader]> = [
  ['overview', SCREENS.overview, {}],
  ['overview-dark', SCREENS.overview, { isDark: true, isPhone: true, locale: 'ja-JP' }],
  ['customer', SCREENS.customer, {}],
  ['find', SCREENS.find, {}],
  ['trust', SCREENS.trust, { isDark: true }],
  ['underused', SCREENS.underused, { locale: 'ko-KR' }],
];

export function takePictures(): void {
  test.each(PICTURES)('%s', (name, address, reader) =>
    visiting(reader, async (page) => {
      await page.goto(address);
      await settled(page);
      await page.waitForLoadState('networkidle');
      const path = join(FOLDER, `${name}.png`);
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      expect(statSync(path).size).toBeLessThan(150_000);
    }),
  );
}
