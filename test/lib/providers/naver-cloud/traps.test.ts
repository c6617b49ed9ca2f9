import { describe, expect, it } from 'vitest';
import { written } from '../../../../infra/local/vendors/naver-cloud/answer.ts';
import { failing, NOW, readJanuary, rowsOf } from './bench.ts';
import { contract, contractsNumbered, product, usage, usageContract } from './contracts.ts';
import { rowsIn, xmlOf } from './documents.ts';

async function namesAsked(credentials: Readonly<Record<string, unknown>>): Promise<string[]> {
  const { requests } = await readJanuary({ credentials });
  return [...(requests[0]?.url.searchParams.keys() ?? [])];
}

const unauthorized = (errorCode: string | number): Promise<Error> =>
  failing({ answer: () => ({ status: 401, body: JSON.stringify({ error: { errorCode, message: 'No' } }) }) });

describe('the traps of the billing API', () => {
  it('1: signs method, address, time and key, anew for each attempt; no body is sent', async () => {
    const clock = { at: NOW.getTime() };
    const { requests } = await readJanuary({
      clock: () => new Date((clock.at += 1000)),
      faults: [{ kind: 'throttle', times: 1 }],
      contracts: () => [],
    });
    expect(new Set(requests.map(({ headers }) => headers['x-ncp-apigw-timestamp'])).size).toBe(2);
    expect(requests.map(({ method, body }) => method + body)).toEqual(['GET', 'GET']);
  });

  it('2: asks for JSON, and reads XML all the same', async () => {
    const { requests, readings } = await readJanuary({
      answer: () =>
        written('xml', 200, 'getContractUsageListResponse', {
          contractList: [contract()],
          returnCode: '0',
          totalRows: 1,
        }),
    });
    expect(requests[0]?.target).toContain('responseFormatType=json');
    expect(readings).toHaveLength(1);
  });

  it('3: asks for one month at a time', async () => {
    const { requests } = await readJanuary();
    expect(requests[0]?.target).toContain('startMonth=202501&endMonth=202501&');
  });

  it('4: sends no filter, only what every edition of the documentation names', async () => {
    const always = ['startMonth', 'endMonth', 'pageNo', 'pageSize'];
    expect(await namesAsked({ scope: 'account' })).toEqual([...always, 'responseFormatType']);
    expect(await namesAsked({ scope: 'partner', memberNoList: ['1'] })).toEqual([
      ...always,
      'isPartner',
      'memberNoList.1',
      'responseFormatType',
    ]);
  });

  it('5: takes `{}`, `""`, empty tags, loginId and unknown fields as they come', () => {
    const old = contract({ memberNo: undefined, loginId: 'somebody@example.com', contractType: {}, colour: 'blue' });
    for (const rows of [rowsOf(old), rowsIn(xmlOf([old]))]) {
      expect(rows).toMatchObject([{ customerId: 'somebody@example.com', labels: { contractType: null } }]);
    }
    const both = contract({ loginId: 'somebody@example.com' });
    expect(rowsOf(both)).toMatchObject([{ customerId: '1234567' }]);
  });

  it('6: counts base units, tells meters apart, and puts a line without month into the month asked for', () => {
    const usageList = [
      usage({ usageQuantity: 5_368_709_121, userUsageQuantity: 5.000001 }),
      usage({ meteringType: { code: 'VSVRT', codeName: 'stopped' } }),
      usage({ meteringType: {}, useMonth: '', usageQuantity: 0, userUsageQuantity: 0 }),
      usage({ useMonth: '202412' }),
    ];
    expect(rowsOf(contract({ contractProductList: [product({ usageList })] }))).toMatchObject([
      { period: '2025-01', consumed: 5_368_709_121, reported: { userUsageQuantity: 5.000001 } },
      { period: '2025-01', labels: { meteringType: 'VSVRT' } },
      { period: '2025-01', labels: { meteringType: null }, consumed: 0 },
      { period: '2024-12' },
    ]);
    expect(rowsOf(usageContract({ useMonth: null }))).toMatchObject([{ period: '2025-01' }]);
  });

  it('7: tells a wrong key from a missing permission, code in quotes or not', async () => {
    for (const code of ['200', 200]) expect(await unauthorized(code)).toHaveProperty('code', 'CREDENTIALS_REJECTED');
    for (const code of ['210', 210]) expect(await unauthorized(code)).toHaveProperty('code', 'CONSENT_REQUIRED');
  });

  it('8: counts contracts, not rows, against totalRows', async () => {
    const usageList = [usage(), usage({ meteringType: { code: 'VSVRT', codeName: 'stopped' } })];
    const one = contract({ contractProductList: [product({ usageList }), product({ contractProductSequence: '4' })] });
    const { readings, requests } = await readJanuary({ contracts: () => [one] });
    expect([readings.length, requests.length]).toEqual([3, 1]);
  });

  it('9: finds the contracts under contractList, whatever the type is called', async () => {
    const named = { contractUsageList: [contract()], returnCode: '0', totalRows: 1 };
    const answer = () => written('json', 200, 'getContractUsageListResponse', named);
    expect(await failing({ answer })).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });

  it('10: lets no field of one row leak into the next, and reads on after the first page', async () => {
    const bare = { memberNo: '7', contractProductList: [{ productCode: 'B', usageList: [{ usageQuantity: 1 }] }] };
    const [, row] = rowsOf(contract(), bare);
    expect(row).toMatchObject({ customerId: '7', productId: 'B', unit: null, reported: { usageQuantity: 1 } });
    expect(new Set(Object.values((row as { labels: object }).labels))).toEqual(new Set([null]));
    const { readings } = await readJanuary({ contracts: () => contractsNumbered([1, 2, 3]), pageCap: 2 });
    expect(readings).toHaveLength(3);
  });

  it('11: repeats neither login nor instance name in a rejection or an error', async () => {
    const wrong = contract({
      memberNo: '',
      loginId: 'somebody@example.com',
      instanceName: 'hidden-host',
      contractNo: [1],
    });
    const [row] = rowsOf(wrong);
    const { customerId, ...told } = row as { customerId: string };
    expect(customerId).toBe('somebody@example.com');
    expect(JSON.stringify(told)).not.toMatch(/somebody|hidden/);
    const cut = JSON.stringify({ getContractUsageListResponse: { contractList: [wrong] } }).slice(0, -4);
    expect((await failing({ answer: () => ({ status: 200, body: cut }) })).message).not.toMatch(/somebody|hidden/);
  });
});
