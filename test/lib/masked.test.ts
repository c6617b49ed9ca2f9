/** Words of a vendor that repeat what they were sent. */
import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked } from '../../lib/masked.ts';
import { leaked } from '../hostile/marks.ts';

const KEY = `-----BEGIN PRIVATE KEY-----\n${'MIIEv7+/'.repeat(8)}\nlastLineOfKey/+g==\n-----END PRIVATE KEY-----\n`;

describe('words of a vendor', () => {
  test.each([
    ['as it is', KEY],
    ['in JSON', JSON.stringify({ privateKey: KEY })],
    ['in an address', encodeURIComponent(KEY)],
    ['in a form', new URLSearchParams({ key: KEY }).toString()],
    ['with lines as Windows ends them', KEY.replaceAll('\n', '\r\n')],
    ['cut off before its end', JSON.stringify({ privateKey: KEY }).slice(0, -40)],
    ['in one line', KEY.replaceAll('\n', ' ')],
  ])('hold no line of a private key that stands in them %s', (_how, text) => {
    expect(leaked(masked(`not with ${text}!`, [KEY]), KEY.split('\n').slice(1, 3))).toEqual([]);
  });

  test('hold nothing of a secret that contains another one', () => {
    expect(masked('refused: open-sesame-2', ['open', 'open-sesame', 'open-sesame-2'])).toBe('refused: …');
  });

  test('are left as they are where they repeat nothing', () => {
    expect(masked('-----BEGIN is missing, 100% sure', [KEY, '', 'pa ss'])).toBe('-----BEGIN is missing, 100% sure');
  });

  test('hold no secret, whatever characters it has', () => {
    const secret = string({ unit: 'binary', minLength: 1, maxLength: 30 });
    assert(
      property(secret, constantFrom('k', '\ud800', '"&%+'), (random, more) => {
        const mark = `${random}${more}§mark`;
        for (const text of [mark, JSON.stringify(mark), encodeURIComponent(mark.toWellFormed())]) {
          expect(masked(`a ${text} b`, [mark])).not.toContain('mark');
        }
      }),
    );
  });
});
