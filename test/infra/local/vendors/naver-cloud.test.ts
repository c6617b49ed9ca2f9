import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningVendor } from '../../../../infra/local/vendors/simulator.ts';
import { AT, ask, MONTH, PATH, type Signing, start } from './naver-cloud/ask.ts';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await start();
});
afterAll(() => vendor.close());

describe('the simulated NAVER Cloud lets in', () => {
  it('a request that is signed over the address as sent', async () => {
    expect((await ask(vendor, MONTH)).status).toBe(200);
    expect((await ask(vendor, MONTH, { stamp: AT.getTime() + 299_999 })).status).toBe(200);
  });

  it('answers XML unless JSON is asked for', async () => {
    const answer = await ask(vendor, MONTH.replace('&responseFormatType=json', ''));
    expect(await answer.text()).toMatch(/^<\?xml .*\n<getContractUsageListResponse><requestId>/);
  });

  it.each<[string, Signing]>([
    ['another address signed', { signed: `${PATH}?startMonth=202610` }],
    ['only the path signed', { signed: PATH }],
    ['an unknown key', { key: 'SOMEBODYELSE00000001' }],
    ['seconds for milliseconds', { stamp: AT.getTime() / 1000 }],
    ['a clock five minutes late', { stamp: AT.getTime() - 300_000 }],
    ['a clock five minutes early', { stamp: AT.getTime() + 300_000 }],
  ])('nothing with %s, and tells its own time', async (_, signing) => {
    const answer = await ask(vendor, MONTH, signing);
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { errorCode: '200' } }]);
    expect(answer.headers.get('date')).toBe(AT.toUTCString());
  });
});

describe('the simulated NAVER Cloud refuses', () => {
  it.each([
    ['startMonth', 'endMonth=202610'],
    ['startMonth', 'startMonth=202613&endMonth=202613'],
    ['endMonth', 'startMonth=202608&endMonth=202611'],
    ['endMonth', 'startMonth=202610&endMonth=202609'],
    ['pageSize', `${MONTH}&pageSize=1001`],
    ['pageNo', `${MONTH}&pageNo=0`],
    ['isParent', `${MONTH}&isParent=true`],
    ['startMonth', `${MONTH}&startMonth=202609`],
    ['memberNoList', `${MONTH}&memberNoList.2=1`],
    ['memberNoList', `${MONTH}&memberNoList=1`],
    ['responseFormatType', MONTH.replace('json', 'yaml')],
  ])('a wrong %s: %s', async (name, query) => {
    const answer = await ask(vendor, query);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: { errorCode: '100', message: `Bad Request: ${name}` } },
    ]);
  });

  it.each([
    ['both scopes', `${MONTH}&isOrganization=true`],
    ['a role that the account does not have', MONTH.replace('isPartner', 'isOrganization')],
    ['members without a role', `${MONTH.replace('&isPartner=true', '')}&memberNoList.1=1`],
    ['a month before the last three', MONTH.replaceAll('202610', '202608')],
  ])('%s, as the service and not the gateway', async (_, query) => {
    const answer = await ask(vendor, query);
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, ['responseError']]);
    const inXml = await ask(vendor, query.replace('&responseFormatType=json', ''));
    expect(await inXml.text()).toContain('<responseError><returnCode>');
  });

  it('every other path and method', async () => {
    expect((await fetch(`${vendor.origin}/billing/v1/cost/getDemandCostList`)).status).toBe(404);
    expect((await fetch(`${vendor.origin}${PATH}?${MONTH}`, { method: 'POST' })).status).toBe(404);
  });
});
