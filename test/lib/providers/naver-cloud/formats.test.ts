import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../infra/local/vendors/naver-cloud/contract-list.ts';
import { anyContract } from './any-contract.ts';
import { answering, failing, readJanuary } from './bench.ts';
import { contractsNumbered, envelope, usageContract } from './contracts.ts';
import { jsonOf, ROOT, rowsIn, xmlOf } from './documents.ts';

describe('JSON and XML', () => {
  it('give the same readings', () => {
    fc.assert(
      fc.property(fc.array(anyContract, { maxLength: 4 }), (contracts) => {
        const plain = JSON.parse(JSON.stringify(contracts)) as Json[];
        expect(rowsIn(xmlOf(plain))).toEqual(rowsIn(jsonOf(plain)));
      }),
      { numRuns: 300 },
    );
  });

  it('are read by their first character, not by the setting', async () => {
    const contracts = contractsNumbered([1, 2]);
    const json = jsonOf(contracts, 2);
    const xml = xmlOf(contracts, 2);
    const expected = await readJanuary({ contracts: () => contracts });
    expect(expected.notices).toEqual([]);
    for (const responseFormat of ['json', 'xml']) {
      for (const body of [json, xml, `\uFEFF\n  ${json}`, ` \n${xml}`]) {
        const { rows, notices } = await readJanuary({ ...answering(body), credentials: { responseFormat } });
        expect(rows).toEqual(expected.rows);
        const other = body.includes('<') !== (responseFormat === 'xml');
        expect(notices).toHaveLength(other ? 1 : 0);
      }
    }
    const asked = await readJanuary({ contracts: () => contracts, credentials: { responseFormat: 'xml' } });
    expect(asked.requests[0]?.target).toContain('responseFormatType=xml');
    expect(asked.rows).toEqual(expected.rows);
  });

  it('say that there are no contracts in several ways', async () => {
    const none = [
      envelope({ totalRows: 0 }),
      envelope({ totalRows: 0, contractList: [] }),
      envelope({ totalRows: 0, contractList: '' }),
      envelope({ totalRows: 0, contractList: null }),
      envelope({ totalRows: 0, returnCode: 0 }),
      `<${ROOT}><returnCode>0</returnCode><totalRows>0</totalRows></${ROOT}>`,
      `<${ROOT}><returnCode>0</returnCode><totalRows>0</totalRows><contractList/></${ROOT}>`,
      `<${ROOT}><returnCode> 0\n</returnCode><totalRows> 0 </totalRows><contractList>\n </contractList></${ROOT}>`,
    ];
    for (const body of none) expect((await readJanuary(answering(body))).rows).toEqual([]);
  });
});

describe('JSON', () => {
  it.each([
    ['cut short', envelope({ totalRows: 0, contractList: [] }).slice(0, -3)],
    ['nested without end', '['.repeat(200_000)],
    ['without the wrapper', '{"returnCode":"0","totalRows":0,"contractList":[]}'],
    ['an array', '[]'],
    ['with a total in words', envelope({ totalRows: '0' })],
    ['with a fraction as total', envelope({ totalRows: 0.5 })],
    ['with a negative total', envelope({ totalRows: -1 })],
    ['without a total', envelope({ contractList: [] })],
    ['without a return code', envelope({ totalRows: 0, returnCode: undefined })],
    ['with contracts that are text', envelope({ totalRows: 1, contractList: 'none' })],
    ['with contracts that are missing', envelope({ totalRows: 1 })],
  ])('is refused when it is %s', async (_, body) => {
    expect(await failing(answering(body))).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });

  it('keeps quantities numbers and ids whole, however large', async () => {
    const body = `{"${ROOT}":{"contractList":[{"memberNo":9007199254740993,"contractProductList":[{"productCode":"A",
      "usageList":[{"usageQuantity":9007199254740993,"userUsageQuantity":12345678901234567890}]}]}],"returnCode":"0","totalRows":1}}`;
    expect((await readJanuary(answering(body))).rows).toMatchObject([
      {
        customerId: '9007199254740993',
        consumed: 9_007_199_254_740_992,
        reported: { userUsageQuantity: 12345678901234567000 },
      },
    ]);
  });
});

it('a quantity in quotes is a number in XML only', () => {
  const quoted = [usageContract({ usageQuantity: '5' })];
  expect(rowsIn(jsonOf(quoted))).toMatchObject([{ rejected: true, field: 'usageQuantity' }]);
  expect(rowsIn(xmlOf(quoted))).toMatchObject([{ consumed: 5 }]);
});
