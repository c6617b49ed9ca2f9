import * as fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { isPlainAndWhole } from '../../../../lib/providers/naver-cloud/plain-xml.ts';
import { contract } from './contracts.ts';
import { xmlOf } from './documents.ts';

const good = xmlOf([contract({ instanceName: 'a &amp; b &#54620; > c' }), contract()]);
const PIECES = [
  '<',
  '>',
  '/',
  '&',
  ';',
  '<a>',
  '</a>',
  '<a/>',
  '<a b="c">',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  ' ',
  'x',
];

it.each([good, '<a/>', '<a>text</a>\n', '<?xml version="1.0"?>\n<a><b.c-d_1/></a>'])('takes %j', (text) => {
  expect(isPlainAndWhole(text)).toBe(true);
});

it.each([
  '',
  'text',
  '<a>',
  '<a></b>',
  '<a></ab>',
  '<ab></a>',
  '</a>',
  '<a/><a/>',
  '<a></a>text',
  'text<a/>',
  '<1a/>',
  '<-a></-a>',
  '<a',
  '<a/',
  '</>',
  '<>',
  '<a>&nbsp;</a>',
  '<a>& b</a>',
  '<a b="c"/>',
  '<a><!-- b --></a>',
  '<a><![CDATA[b]]></a>',
  '<!DOCTYPE a><a/>',
  '<a><?xml version="1.0"?></a>',
  good.slice(0, -20),
  good.replace('</memberNo>', ''),
])('leaves %j to the validator', (text) => {
  expect(isPlainAndWhole(text)).toBe(false);
});

it('takes nothing that the validator refuses, wherever a document is damaged', () => {
  const damage = fc.tuple(fc.nat(good.length), fc.nat(12), fc.constantFrom('', ...PIECES));
  const check = fc.check(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      const text = damages.reduce(
        (whole, [at, cut, piece]) => whole.slice(0, at) + piece + whole.slice(at + cut),
        good,
      );
      return !isPlainAndWhole(text) || XMLValidator.validate(text) === true;
    }),
    { numRuns: 2000 },
  );
  expect(check).toMatchObject({ failed: false });
});
