import * as fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { readPlainXml } from '../../../../lib/providers/naver-cloud/plain-xml.ts';
import { parseXml } from '../../../../lib/providers/naver-cloud/xml.ts';
import { contract } from './contracts.ts';
import { xmlOf } from './documents.ts';

const QUANTITIES: ReadonlySet<string> = new Set(['usageQuantity']);
const read = (text: string): unknown => readPlainXml(text, QUANTITIES);
/** A comment behind it changes nothing, and makes it less plain. */
const parsed = (text: string): unknown => parseXml(`${text}<!-- -->`, QUANTITIES);

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

it.each([good, '<a/>', '<a>text</a>\n', '<?xml version="1.0"?>\n<a><b.c-d_1/></a>', '<a> b\r\nc <d>\r</d></a>'])(
  'takes %j',
  (text) => {
    expect(read(text)).toEqual(parsed(text));
  },
);

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
  '<a>></constructor>',
  '<constructor/>',
  '<a><toString/></a>',
  `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`,
  good.slice(0, -20),
  good.replace('</memberNo>', ''),
])('leaves %j to the validator', (text) => {
  expect(read(text)).toBeUndefined();
});

it('takes nothing that the validator refuses, wherever a document is damaged', () => {
  const damage = fc.tuple(fc.nat(good.length), fc.nat(12), fc.constantFrom('', ...PIECES));
  const check = fc.check(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      const text = damages.reduce(
        (whole, [at, cut, piece]) => whole.slice(0, at) + piece + whole.slice(at + cut),
        good,
      );
      return read(text) === undefined || XMLValidator.validate(text) === true;
    }),
    { numRuns: 2000 },
  );
  expect(check).toMatchObject({ failed: false });
});

it('makes of a plain document what the parser makes of it', () => {
  const NAMES = ['contract', 'contractProduct', 'usage', 'usageQuantity', 'memberNo', 'a.b-c_1', 'aNameOfMoreThan13'];
  const content = fc.constantFrom(
    '',
    ' ',
    '7',
    ' 1e5 ',
    '007',
    'a &amp; b',
    '&#54620;&#x3c;',
    'x > y',
    '한빛 '.repeat(9),
  );
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(
        fc.constantFrom(...NAMES),
        fc.oneof(
          { maxDepth: 4 },
          content,
          fc.array(fc.oneof(content, tie('element'))).map((all) => all.join('')),
        ),
      )
      .map(([name, inner]) => (inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`)),
  }));
  fc.assert(
    fc.property(element, (text) => {
      expect(read(text)).toEqual(parsed(text));
    }),
  );
});
