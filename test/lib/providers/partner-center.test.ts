import { describe, expect, test } from 'vitest';
import { partnerCenterVendor } from '../../../infra/local/vendors/partner-center.ts';
import { partnerCenter } from '../../../lib/providers/partner-center.ts';
import { providerContract } from './contract-suite.ts';
import { bench, NOW, windowOf } from './partner-center/bench.ts';

const datasetBench = (dataset: string) => ({
  path: `/${dataset}/license`,
  window: () => windowOf(dataset),
  reply: (json: unknown) => ({ page: 1, rows: json as unknown[] }),
});

providerContract('partner-center', {
  provider: partnerCenter,
  vendor: (now) => partnerCenterVendor({ now }),
  now: NOW,
  datasets: { usage: datasetBench('usage'), deployment: datasetBench('deployment') },
  brokenCredentials: (credentials) => ({ ...credentials, clientSecret: 'not-the-client-secret' }),
});

describe('Partner Center', () => {
  // https://learn.microsoft.com/en-us/partner-center/developer/get-licenses-usage-information
  test("reads the example of the vendor's page", async () => {
    const common = {
      processedDateTime: '2018-10-14T00:00:00',
      serviceCode: 'o365',
      serviceName: 'Microsoft Office 365',
      channel: 'reseller',
      customerTenantId: '0112A436-B14E-4888-967B-CA4BB2CF1234',
      customerName: 'TEST COMPANY',
      licenseActive: 0,
      licensesQualified: 1,
    };
    const office = {
      ...common,
      workloadCode: 'SPO',
      workloadName: 'SharePoint',
      productId: '6FD2C87F-B296-42F0-B197-1E91E994B900',
      productName: 'OFFICE 365 ENTERPRISE E3',
    };
    const protection = {
      ...common,
      workloadCode: 'EXO',
      workloadName: 'Exchange',
      productId: '45A2423B-E884-448D-A831-D9E139C52D2F',
      productName: 'EXCHANGE ONLINE PROTECTION',
    };
    // The page's own text does not close the array; this is the same, closed, with the byte order mark of real answers.
    const body = `\uFEFF${JSON.stringify({ Value: [office, protection] })}`;
    const { read } = await bench({ instead: (target) => (target.includes('/usage/') ? { status: 200, body } : null) });
    const { readings, rejections } = await read('usage');
    expect(rejections).toEqual([]);
    expect(readings).toEqual([
      {
        customerId: '0112a436-b14e-4888-967b-ca4bb2cf1234',
        customerName: 'TEST COMPANY',
        productId: '6fd2c87f-b296-42f0-b197-1e91e994b900',
        productName: 'OFFICE 365 ENTERPRISE E3',
        period: '2018-10-14',
        labels: {
          workloadCode: 'SPO',
          workloadName: 'SharePoint',
          serviceCode: 'o365',
          serviceName: 'Microsoft Office 365',
          channel: 'reseller',
        },
        unit: 'licence',
        entitled: 1,
        consumed: 0,
        exceeded: null,
        reported: { licenseActive: 0, licensesQualified: 1 },
      },
      expect.objectContaining({
        productId: '45a2423b-e884-448d-a831-d9e139c52d2f',
        labels: expect.objectContaining({ workloadCode: 'EXO', workloadName: 'Exchange' }),
      }),
    ]);
  });

  test('refuses that example as it is printed, because it never closes its list', async () => {
    const body = '{"Value": [{"workloadCode": "SPO", "licenseActive": 0, "licensesQualified": 1}}';
    const { read } = await bench({ instead: (target) => (target.includes('/usage/') ? { status: 200, body } : null) });
    await expect(read('usage')).rejects.toMatchObject({ code: 'VENDOR_RESPONSE_INVALID' });
  });

  test('sees everything of its account', async () => {
    const { session } = await bench();
    expect(session.scope).toBe('all');
  });

  test('asks for whole pages with the headers that the vendor documents', async () => {
    const { running, read } = await bench();
    await read('deployment');
    const request = running.requests.find(({ target }) => target.includes('/analytics/'));
    expect(request?.target).toBe('/v1/analytics/commercial/deployment/license?top=10000&skip=0');
    const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(request?.headers).toMatchObject({
      accept: 'application/json',
      authorization: expect.stringMatching(/^Bearer \S+$/),
      'ms-requestid': guid,
      'ms-correlationid': guid,
      'x-locale': 'en-US',
    });
  });

  test('repeats the request id only where no answer came, and keeps the correlation id through one call', async () => {
    const { running, read } = await bench();
    running.fault({ kind: 'reset', path: '/usage/', times: 1 });
    running.fault({ kind: 'throttle', path: '/usage/', times: 1 });
    await read('usage');
    await read('deployment');
    const sent = running.requests.filter(({ target }) => target.includes('/analytics/'));
    const [unanswered, throttled, answered, other] = sent.map(({ headers }) => headers['ms-requestid']);
    expect(throttled).toBe(unanswered);
    expect(answered).not.toBe(throttled);
    expect(other).not.toBe(answered);
    const calls = sent.map(({ headers }) => headers['ms-correlationid']);
    expect(calls.slice(1, 3)).toEqual([calls[0], calls[0]]);
    expect(calls[3]).not.toBe(calls[0]);
  });
});
