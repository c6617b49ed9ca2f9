import { describe, expect, test } from 'vitest';
import type { Language } from '../../lib/catalogue.ts';
import { productNameOf } from '../../lib/names.ts';
import { LINE_WORKS_PRODUCTS } from '../../lib/providers/line-works/products.ts';

const LANGUAGES: readonly Language[] = ['en', 'ja', 'ko'];
/** Names that a reader could not tell apart would hide that two products are meant. */
const repeated = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);

describe('LINE WORKS', () => {
  test.each([
    ['WORKS/ADV', 'LINE WORKS Advanced'],
    ['WORKS/STD_T', 'LINE WORKS Standard (trial)'],
    ['ROGER/ROG_FR', 'Roger Free'],
    ['NOTE_AI/NTA_BZ', 'AiNote Business'],
    ['WORKS/ACV2/ACV201', 'Talk archive'],
    ['WORKS/ACV3/ACV300', 'Mail archive (trial)'],
    ['WORKS/DRV/DRV_PS', 'Drive Plus for Standard'],
    ['WORKS/SSTG2/SSTG207', 'Additional shared storage 500 TB'],
    ['WORKS/CST_M/CST_M01', 'CX Talk, 30 agents'],
    ['WORKS/BCT/BCT01', 'Larger address book, up to 250,000 contacts'],
  ])('%s is shown as %s', (id, name) => {
    expect(productNameOf('line-works', id)).toBe(name);
  });

  test('names are there in Japanese and Korean', () => {
    expect(productNameOf('line-works', 'WORKS/ADV', 'ja')).toBe('LINE WORKS アドバンスト');
    expect(productNameOf('line-works', 'WORKS/STD_T', 'ko')).toBe('LINE WORKS 스탠다드 (체험)');
  });

  test('every variant that the documents name has a name of its own', () => {
    const documented = [
      ...['ACV200', 'ACV201'].map((sub) => `WORKS/ACV2/${sub}`),
      ...['DRV00', 'DRV01', 'DRV_PS_T', 'DRV_PS', 'DRV_PA_T', 'DRV_PA'].map((sub) => `WORKS/DRV/${sub}`),
      ...['1', '2', '3', '4', '5', '6', '7'].map((sub) => `WORKS/SSTG2/SSTG20${sub}`),
      ...['1', '2', '3', '4'].map((sub) => `WORKS/BCT/BCT0${sub}`),
    ];
    for (const language of LANGUAGES) {
      const names = documented.map((id) => productNameOf('line-works', id, language) ?? '');
      expect(names.filter((name) => name === '' || name.includes('_'))).toEqual([]);
      expect(repeated(names)).toEqual([]);
    }
  });

  test('no two products share a name, a family and its only paid variant aside', () => {
    const variants = [...LINE_WORKS_PRODUCTS.keys()].filter(
      (id) => ![...LINE_WORKS_PRODUCTS.keys()].some((other) => other.startsWith(`${id}/`)),
    );
    for (const language of LANGUAGES) {
      expect(repeated(variants.map((id) => productNameOf('line-works', id, language) ?? ''))).toEqual([]);
    }
  });

  test('a variant nobody has heard of is shown under its option, with its id', () => {
    expect(productNameOf('line-works', 'NOTE_AI/QTA_M1/QTA_M1_UNKNOWN')).toBe(
      'AiNote extra transcription 100 min, every month (QTA_M1_UNKNOWN)',
    );
    expect(productNameOf('line-works', 'WORKS/DRV/DRV_NEW', 'ja')).toBe('Drive (DRV_NEW)');
  });

  test.each([
    'WORKS',
    'WORKS/NEW',
    'WORKS/NEW/NEW01',
    'NEW/ADV',
    'works/adv',
    '',
    '/',
    'WORKS/',
    '__proto__',
    'toString',
  ])('%j has no name', (id) => {
    expect(productNameOf('line-works', id)).toBeNull();
  });
});

test('Worry-Free is sold under another name in Japan', () => {
  expect(productNameOf('trend-micro', 'wfbss')).toBe('Worry-Free Business Security Services');
  expect(productNameOf('trend-micro', 'wfbss', 'ja')).toBe('ウイルスバスター ビジネスセキュリティサービス');
  expect(productNameOf('trend-micro', 'wfbss', 'ko')).toBe('Worry-Free Business Security Services');
  expect(productNameOf('trend-micro', 'other')).toBeNull();
});

test('a provider without a catalogue shows its ids or the names it sends', () => {
  expect(productNameOf('naver-cloud', 'SPSWMYSQLLINUX01')).toBeNull();
  expect(productNameOf('partner-center', '6fd2c87f-b296-42f0-b197-1e91e994b900')).toBeNull();
});
