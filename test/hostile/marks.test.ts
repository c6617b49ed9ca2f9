/** The search that finds secrets: what it could not find, nobody would miss. */
import { expect, test } from 'vitest';
import { leaked } from './marks.ts';

const MARK = 'pa"ss\\wörd+/=& 7';

test.each([
  ['as it is', (text: string) => text],
  ['in JSON', (text: string) => JSON.stringify({ text })],
  ['in JSON in JSON', (text: string) => JSON.stringify({ text: JSON.stringify({ text }) })],
  ['in base64', (text: string) => Buffer.from(text).toString('base64')],
  ['in base64 behind one character', (text: string) => Buffer.from(`:${text}:`).toString('base64')],
  ['in base64 behind two', (text: string) => Buffer.from(`a:${text}`).toString('base64url')],
  ['in an address', (text: string) => encodeURIComponent(text)],
  ['in a form', (text: string) => new URLSearchParams({ text }).toString()],
  ['in hexadecimal digits', (text: string) => Buffer.from(text).toString('hex')],
  ['in a cell of CSV', (text: string) => `"${text.replaceAll('"', '""')}"`],
  ['in a page', (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['backwards', (text: string) => text.split('').toReversed().join('')],
])('a mark is found %s', (_how, written) => {
  expect(leaked(`before ${written(MARK)} after`, ['another mark', MARK])).toEqual(['pa"s…']);
  expect(leaked(`before ${written('something else, as long')} after`, ['another mark', MARK])).toEqual([]);
});
