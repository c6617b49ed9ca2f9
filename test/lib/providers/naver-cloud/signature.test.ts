import { describe, expect, it } from 'vitest';
import { pageUrl } from '../../../../lib/providers/naver-cloud/request.ts';
import { signatureHeaders } from '../../../../lib/providers/naver-cloud/signature.ts';
import { JANUARY, NOW, readJanuary } from './bench.ts';

const example = { accessKey: 'EXAMPLEACCESSKEY0001', secretKey: 'EXAMPLESECRETKEY0123456789abcdefABCDEF' };
const other = { accessKey: 'TestAccessKey', secretKey: 'TestSecretKey' };
const LIST = '/billing/v1/cost/getContractUsageList';
const at = 1_735_689_600_000;

describe('the signature', () => {
  it.each([
    [
      'A',
      example,
      at,
      `${LIST}?startMonth=202501&endMonth=202501&pageNo=1&pageSize=1000&responseFormatType=json`,
      'gCJ10vtXEF1ltopJy2UrRdfJvCimnxCbUdv2JrBHPAk=',
    ],
    [
      'B',
      example,
      at,
      `${LIST}?startMonth=202501&endMonth=202501&isPartner=true&memberNoList.1=1234567&memberNoList.2=7654321&responseFormatType=json`,
      '8xbISBDrLTSpovtQmHtQP+HwVZIrq7k7APoCpiDr/rU=',
    ],
    [
      'C',
      other,
      1_234_567_890_123,
      '/vserver/v2/getServerInstanceList?responseFormatType=json',
      'FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=',
    ],
    [
      'D',
      example,
      at,
      `${LIST}ByDaily?useStartDay=20250101&useEndDay=20250131&pageNo=1&pageSize=1000&responseFormatType=json`,
      'W9dSHHOLLKGS5o8YBLYlm9xqxmBuhdsXuWBjBA+im0o=',
    ],
  ])('is that of vector %s', (_, key, timestamp, path, signature) => {
    expect(signatureHeaders(key, 'GET', path, timestamp)).toEqual({
      'x-ncp-apigw-timestamp': String(timestamp),
      'x-ncp-iam-access-key': key.accessKey,
      'x-ncp-apigw-signature-v2': signature,
    });
  });

  it('is made over the address of a page as vector A has it', () => {
    const asking = { scope: 'account', memberNoList: [], responseFormat: 'json' } as const;
    const url = pageUrl({ ...asking, baseUrl: 'https://billingapi.apigw.ntruss.com/billing/v1' }, JANUARY, 1);
    expect(url).toBe(
      `https://billingapi.apigw.ntruss.com${LIST}?startMonth=202501&endMonth=202501&pageNo=1&pageSize=1000&responseFormatType=json`,
    );
  });

  it('is made over the very bytes that are sent, whatever the members are called', async () => {
    const { requests } = await readJanuary({ credentials: { memberNoList: ['12+3/4=', '한빛', 77] } });
    expect(requests.map(({ target }) => target)).toEqual([
      `${LIST}?startMonth=202501&endMonth=202501&pageNo=1&pageSize=1000&isPartner=true` +
        '&memberNoList.1=12%2B3%2F4%3D&memberNoList.2=%ED%95%9C%EB%B9%9B&memberNoList.3=77&responseFormatType=json',
    ]);
  });

  it('is new for each attempt, with the time of that attempt', async () => {
    const clock = { at: NOW.getTime() };
    const { requests } = await readJanuary({
      clock: () => new Date((clock.at += 1000)),
      faults: [{ kind: 'status', status: 503, times: 2 }],
    });
    const stamps = requests.map(({ headers }) => headers['x-ncp-apigw-timestamp']);
    expect(new Set(stamps).size).toBe(3);
    expect(new Set(requests.map(({ headers }) => headers['x-ncp-apigw-signature-v2'])).size).toBe(3);
  });
});
