/** What the page says: in three languages, with the numbers, days and times of the reader's locale. */
import { describe, expect, test } from 'vitest';
import { codeWords } from '../../../functions/page/parts/code-words.ts';
import { customerWords } from '../../../functions/page/customer/words.ts';
import { findWords } from '../../../functions/page/find/words.ts';
import { frameWords } from '../../../functions/page/frame/words.ts';
import { homeWords } from '../../../functions/page/home/words.ts';
import { formatsFor } from '../../../functions/page/language/formats.ts';
import { LANGUAGES, languageFor, localeFor } from '../../../functions/page/language/language.ts';
import { labelText, productName } from '../../../functions/page/parts/product-name.ts';
import { partWords } from '../../../functions/page/parts/words.ts';
import { trustWords } from '../../../functions/page/trust/words.ts';
import { underusedWords } from '../../../functions/page/underused/words.ts';

const DICTIONARIES = {
  codeWords,
  customerWords,
  findWords,
  frameWords,
  homeWords,
  partWords,
  trustWords,
  underusedWords,
};

/** Every sentence, those about a number for one and for several. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    const say = value as (...facts: unknown[]) => string;
    return [say(1, 1, 1, 1), say(23, 45, 67, 89), say(7, 7, 7, 0)];
  }
  return Object.values(value as object).flatMap(sentences);
}

const words = (text: string): boolean => /[a-z]{4}/i.test(text);

describe.each(Object.entries(DICTIONARIES))('%s', (_, dictionary) => {
  test.each(LANGUAGES)('says everything in %s', (language) => {
    const all = sentences(dictionary[language](formatsFor(language, language, 'UTC')));
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((text) => text === '' || /undefined|NaN|\[object/.test(text))).toEqual([]);
  });

  test('is translated', () => {
    const [en, ko, ja] = LANGUAGES.map((one) => sentences(dictionary[one](formatsFor(one, one, 'UTC'))));
    expect((ko ?? []).filter((text) => words(text) && en?.includes(text))).toEqual([]);
    expect((ja ?? []).filter((text) => words(text) && en?.includes(text))).toEqual([]);
    expect((ko ?? []).filter((text) => /[ぁ-んァ-ヶ]/.test(text))).toEqual([]);
    expect((ja ?? []).filter((text) => /[가-힣]/.test(text))).toEqual([]);
  });
});

describe('the language', () => {
  test('is what was chosen, else the first of the browser’s that the page speaks, else English', () => {
    expect(languageFor('ko', ['ja'])).toBe('ko');
    expect(languageFor('xx', ['fr-FR', 'ja-JP', 'ko'])).toBe('ja');
    expect(languageFor(null, ['fr', 'EN-gb'])).toBe('en');
    expect(languageFor(null, [])).toBe('en');
  });

  test('keeps the reader’s region', () => {
    expect(localeFor('en', ['ja-JP', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(localeFor('ko', ['ja-JP'])).toBe('ko');
  });
});

describe('formats', () => {
  const british = formatsFor('en', 'en-GB', 'Asia/Seoul');
  const now = new Date('2026-11-21T03:00:00Z');

  test('write numbers, and a dash for what is not known', () => {
    expect([british.number(1234567.5), british.figure(0), british.figure(null)]).toEqual(['1,234,567.5', '0', '–']);
    expect(british.share(0.874)).toBe('87%');
    expect(formatsFor('en', 'de', 'UTC').number(1234.5)).toBe('1.234,5');
  });

  test('write the vendor’s days and months as they are, in no zone', () => {
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
      const formats = formatsFor('ja', 'ja', zone);
      expect([formats.period('2026-11-01'), formats.period('2026-11')]).toEqual(['2026年11月1日', '2026年11月']);
    }
    expect(british.shortPeriod('2026-09-16', '2026-11-21')).toBe('16 Sept');
    expect(british.shortPeriod('2026-09', '2026-11-21')).toBe('Sept');
    expect(british.shortPeriod('2025-12-16', '2026-02-21')).toBe('16 Dec');
    expect(british.shortPeriod('2025-01-16', '2026-11-21')).toBe('16 Jan 2025');
  });

  test('write times with their zone', () => {
    expect(british.instant('2026-11-20T20:05:00Z')).toBe('21 Nov 2026, 05:05 GMT+9');
    expect(british.clock(now)).toBe('12:00 GMT+9');
    expect(formatsFor('en', 'en').clock(now)).toMatch(/\d/);
  });

  test('write how long ago', () => {
    expect(british.distance('2026-11-21T02:59:50Z', now)).toBe('this minute');
    expect(british.distance('2026-11-21T02:00:00Z', now)).toBe('1 hour ago');
    expect(british.distance('2026-11-23T04:00:00Z', now)).toBe('in 2 days');
    expect(formatsFor('ko', 'ko', 'UTC').distance('2026-11-18T03:00:00Z', now)).toBe('3일 전');
    expect([british.days(1), british.days(67)]).toEqual(['1 day', '67 days']);
    expect(british.list(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('a product', () => {
  const archive = { provider: 'line-works', productId: 'WORKS/ACV3/ACV301', productName: 'Mail archive' } as const;

  test('is called what the reader’s language calls it, unless the vendor named it', () => {
    expect(productName(archive, 'en')).toBe('Mail archive');
    expect(productName(archive, 'ja')).not.toBe('Mail archive');
    expect(productName({ ...archive, productName: 'Archive of ACME' }, 'ja')).toBe('Archive of ACME');
    expect(productName({ provider: 'naver-cloud', productId: 'SVR', productName: 'SVR' }, 'ko')).toBe('SVR');
  });

  test('is told apart by its labels, the level aside', () => {
    expect(labelText({ level: 'customer', plan: 'ANNUAL_LICENSE', licenseType: '1', channel: null, status: '' })).toBe(
      'ANNUAL_LICENSE · licenseType 1',
    );
  });
});
