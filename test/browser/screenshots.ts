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
  ['overview-phone', SCREENS.overview, { isDark: true, isPhone: true, locale: 'ja-JP' }],
  ['customer', SCREENS.customer, {}],
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
      const { width = 0 } = page.viewportSize() ?? {};
      const clip = { x: 0, y: 0, width, height: Math.min(720, 1.8 * width) };
      await page.screenshot({ path, clip, animations: 'disabled', caret: 'hide' });
      expect(statSync(path).size).toBeLessThan(150_000);
    }),
  );
}
