import { describe, expect, it } from 'vitest';
import { failing, readJanuary } from './bench.ts';
import { contract, envelope } from './contracts.ts';

const gateway = (errorCode: string | number, message = 'Text of the gateway'): string =>
  JSON.stringify({ error: { errorCode, message } });
const service = (returnCode: string, returnMessage = 'Text of the service'): string =>
  JSON.stringify({ responseError: { returnCode, returnMessage } });

const BY_GATEWAY = [
  [400, '100', 'VENDOR_REQUEST_REFUSED', 1],
  [401, '200', 'CREDENTIALS_REJECTED', 1],
  [401, '210', 'CONSENT_REQUIRED', 1],
  [403, '230', 'CONSENT_REQUIRED', 1],
  [404, '300', 'NOT_FOUND', 1],
  [413, '430', 'VENDOR_REQUEST_REFUSED', 1],
  [429, '400', 'THROTTLED', 1],
  [429, '410', 'THROTTLED', 4],
  [429, '420', 'THROTTLED', 4],
  [500, '900', 'VENDOR_UNAVAILABLE', 4],
  [503, '500', 'VENDOR_UNAVAILABLE', 4],
  [504, '510', 'VENDOR_UNAVAILABLE', 4],
] as const;

/** Answers alike for ever; tells the error and how often it was asked. */
async function refusedBy(status: number, body: string, headers = {}): Promise<{ error: Error; asked: number }> {
  let asked = 0;
  const answer = () => {
    asked++;
    return { status, body, headers };
  };
  const error = await failing({ answer });
  return { error, asked };
}

describe('an error of the gateway', () => {
  it.each(BY_GATEWAY)('%i with code %s is %s after %i attempts', async (status, code, expected, attempts) => {
    const header = { 'x-ncp-apigw-error-code': code, 'x-ncp-apigw-error-message': 'Text of the gateway' };
    const forms: Array<[string, object?]> = [
      [gateway(code)],
      [gateway(Number(code))],
      [`<Error><errorCode>${code}</errorCode><message>Text</message></Error>`],
      [`<?xml version="1.0"?>\n<error><errorCode>${code}</errorCode></error>`],
      ['', header],
    ];
    for (const [body, headers] of forms) {
      const { error, asked } = await refusedBy(status, body, headers);
      expect(error).toMatchObject({ code: expected, stop: code === '400' });
      expect(error.message).toContain(`HTTP ${status}, vendor code ${code}`);
      expect(asked).toBe(attempts);
    }
  });

  it.each([
    [400, 'VENDOR_REQUEST_REFUSED'],
    [401, 'CREDENTIALS_REJECTED'],
    [403, 'CONSENT_REQUIRED'],
    [404, 'NOT_FOUND'],
    [408, 'VENDOR_UNAVAILABLE'],
    [410, 'NOT_FOUND'],
    [418, 'VENDOR_REQUEST_REFUSED'],
    [429, 'THROTTLED'],
    [502, 'VENDOR_UNAVAILABLE'],
    [302, 'VENDOR_RESPONSE_INVALID'],
  ])('is judged by its status %i alone when it says nothing: %s', async (status, code) => {
    for (const body of ['', '<html><body>Sorry</body></html>', '{"error":"sorry"}', gateway('77777')]) {
      expect((await refusedBy(status, body)).error).toHaveProperty('code', code);
    }
  });

  it('counts under a successful status too', async () => {
    for (const [, code, expected] of BY_GATEWAY) {
      expect((await refusedBy(200, gateway(code))).error).toHaveProperty('code', expected);
    }
    for (const unknown of ['77777', 'constructor', '']) {
      expect((await refusedBy(200, gateway(unknown))).error).toHaveProperty('code', 'VENDOR_REQUEST_REFUSED');
    }
  });

  it('is no other one because of an equal number', async () => {
    expect((await refusedBy(400, gateway('400'))).error).toHaveProperty('code', 'VENDOR_REQUEST_REFUSED');
    expect((await refusedBy(503, gateway('200'))).error).toHaveProperty('code', 'VENDOR_UNAVAILABLE');
  });

  it('is waited out for as long as it says', async () => {
    const waiting = { kind: 'status', status: 429, body: gateway('410'), headers: { 'retry-after': '7' }, times: 1 };
    const { readings } = await readJanuary({ contracts: () => [contract()], faults: [waiting as never] });
    expect(readings).toHaveLength(1);
    // Longer than the whole run: not even begun.
    const { asked } = await refusedBy(429, gateway('410'), { 'retry-after': '100000' });
    expect(asked).toBe(1);
  });
});

describe('an error of the service', () => {
  it.each([
    [400, service('1007009')],
    [200, service('1007009')],
    [400, '<responseError><returnCode>1007009</returnCode><returnMessage>No</returnMessage></responseError>'],
    [200, '<responseError><returnCode>1007009</returnCode></responseError>'],
    [200, envelope({ returnCode: '1007009', returnMessage: 'No', totalRows: 0, contractList: [] })],
    [400, envelope({ returnCode: '1007009', returnMessage: 'No' })],
  ])('under status %i is final: %s', async (status, body) => {
    const { error, asked } = await refusedBy(status, body);
    expect(error).toHaveProperty('code', 'VENDOR_REQUEST_REFUSED');
    expect(error.message).toContain('vendor code 1007009');
    expect(asked).toBe(1);
  });

  it('is what an account without the role gets', async () => {
    for (const scope of ['partner', 'organization']) {
      expect(await failing({ role: 'account', credentials: { scope } })).toHaveProperty(
        'code',
        'VENDOR_REQUEST_REFUSED',
      );
    }
    expect((await readJanuary({ role: 'account', credentials: { scope: 'account' } })).readings.length).toBeGreaterThan(
      0,
    );
  });
});

describe("the vendor's words in a message", () => {
  it('are short and hold neither keys nor addresses of people', async () => {
    const credentials = { accessKey: 'OPENSESAMEKEY', secretKey: 'hushhushhush' };
    const words = `Bad member somebody@example.com\n(OPENSESAMEKEY) hushhushhush ${'A1+/'.repeat(11)} ${'long '.repeat(99)}`;
    for (const body of [gateway('100', words), service('5', words)]) {
      const { message } = await failing({ answer: () => ({ status: 400, body }), credentials });
      expect(message).toContain('Bad member … (…) … … long long');
      expect(message.length).toBeLessThan(400);
    }
    const { message } = await failing({ answer: () => ({ status: 401, body: gateway('200', words) }), credentials });
    expect(message).not.toContain('Bad member');
  });

  it('are left out where a code is no code', async () => {
    const { error } = await refusedBy(400, gateway('<script> somebody@example.com'));
    expect(error.message).toMatch(/HTTP 400, refused, Text of the gateway$/);
  });
});
