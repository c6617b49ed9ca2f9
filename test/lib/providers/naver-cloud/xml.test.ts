import { describe, expect, it } from 'vitest';
import { answering, failing } from './bench.ts';
import { contract, product } from './contracts.ts';
import { rowsIn, withQuantity, xmlOf } from './documents.ts';

const labelled = (instanceName: string): object[] => [{ labels: { instanceName } }];

describe('XML', () => {
  it.each([
    ['5', 5],
    [' 5\n', 5],
    ['0.25', 0.25],
    ['1e5', 100_000],
    ['1.5E-3', 0.0015],
    ['12345678901234567890', 12_345_678_901_234_567_000],
    ['<![CDATA[7]]>', 7],
    ['&#53;', 5],
  ])('reads the quantity %j as JSON would', (text, consumed) => {
    expect(rowsIn(withQuantity(text))).toMatchObject([{ consumed }]);
  });

  it.each(['0x10', '007', '.5', '5.', '+5', '1,000', 'NaN', 'Infinity', '1e999', '-5', '5 5', '', 'many'])(
    'rejects the quantity %j',
    (text) => {
      expect(rowsIn(withQuantity(text))).toMatchObject([{ rejected: true, field: 'usageQuantity' }]);
    },
  );

  it('takes an empty shown quantity as unknown', () => {
    const body = withQuantity('1').replace(/<userUsageQuantity>.*?<.userUsageQuantity>/, '<userUsageQuantity/>');
    expect(rowsIn(body)).toMatchObject([{ reported: { usageQuantity: 1, userUsageQuantity: null } }]);
  });

  it('keeps ids as they are written', () => {
    const line = product({ productCode: '1e5', contractProductSequence: '0x1F' });
    expect(
      rowsIn(xmlOf([contract({ memberNo: '0012', contractNo: '+7', contractProductList: [line] })])),
    ).toMatchObject([
      { customerId: '0012', productId: '1e5', labels: { contractNo: '+7', contractProductSequence: '0x1F' } },
    ]);
  });

  it('understands entities, CDATA and comments', () => {
    const body = xmlOf([contract({ instanceName: 'NAME' })]);
    const named = (inner: string): object[] => rowsIn(body.replace('NAME', inner));
    expect(named('a&amp;b &lt;c&gt; &quot;&apos; &#54620;&#xBE5B;')).toMatchObject(labelled('a&b <c> "\' 한빛'));
    expect(named('<![CDATA[<a>&amp;</a>]]> &amp; b')).toMatchObject(labelled('<a>&amp;</a> & b'));
    expect(named('web<!-- x > 1 -->-01')).toMatchObject(labelled('web-01'));
    expect(named('&amp;lt;')).toMatchObject(labelled('&lt;'));
    expect(named('constructor')).toMatchObject(labelled('constructor'));
  });

  const good = xmlOf([contract()]);
  const bomb = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}"><!ENTITY c "&b;&b;&b;">]>${good.slice(good.indexOf('<get'))}`;
  it.each([
    ['an element that is not closed', good.replace('</memberNo>', '')],
    ['the end missing', good.slice(0, -20)],
    ['the rest missing after an element', good.slice(0, good.indexOf('<contractProductList>'))],
    ['two roots', `${good}${good.slice(good.indexOf('<get'))}`],
    ['another root', '<somethingElse><returnCode>0</returnCode><totalRows>0</totalRows></somethingElse>'],
    ['a web page', '<!DOCTYPE html><html><body>Maintenance</body></html>'],
    ['a web page that is well-formed', '<html><body>Maintenance</body></html>'],
    ['a document type with entities', bomb],
    ['an entity of nobody', good.replace('web-01', '&nbsp;')],
    ['an entity named like a property', good.replace('web-01', '&constructor;')],
    ['a character that does not exist', good.replace('web-01', '&#x110000;')],
    ['an element named like a prototype', good.replaceAll('memberNo', '__proto__')],
    ['no total', good.replace(/<totalRows>.*<.totalRows>/, '')],
    ['a total in words', good.replace('<totalRows>1<', '<totalRows>one<')],
    ['a return code missing', good.replace(/<returnCode>.*<.returnCode>/, '')],
    ['an empty return code', good.replace('<returnCode>0</returnCode>', '<returnCode/>')],
    ['contracts that are text', good.replace(/<contractList>.*<.contractList>/, '<contractList>none</contractList>')],
  ])('is refused with %s', async (_, body) => {
    expect(body).not.toBe(good);
    expect(await failing(answering(body))).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });

  it('is refused, not followed, when it is nested without end', async () => {
    const deep = `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`;
    expect(await failing(answering(deep))).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });
});
