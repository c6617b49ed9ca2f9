import { expect, test } from 'vitest';
import { signatureOf } from '../../../../lib/providers/trend-micro/signature.ts';

const signed = { secretKey: '0123456789abcdef0123456789abcdef', posixTime: '1370599221' } as const;
const api = '/SMPI/v2.8/service/wfbss/api';

test.each([
  [
    'a query',
    `${api}/vendors/license?start_time=1369008000&end_time=1370599221`,
    'irCyQUD2xkUpF0snngAi48Ea3RvgejP/mMMAaZt1xeo=',
  ],
  ['no query', `${api}/vendors/license`, 'sGp3tWclMzjDgWMljj5IfBuK48p14RDrAhy0L6eNunU='],
  ['a page', `${api}/customers?page=1&limit=100`, 'GC7W5Uu/cLl4VP57+cotjzMI5VTdXpNE5Xd1Wh8dOeA='],
])('a GET with %s is signed over its time, method and address, and nothing for the body', (_, requestUri, expected) => {
  expect(signatureOf({ ...signed, method: 'GET', requestUri })).toBe(expected);
  expect(signatureOf({ ...signed, method: 'GET', requestUri, body: '' })).toBe(expected);
});

test('a body is signed by its MD5 digest', () => {
  const body = '{"report_cycle_year":"2013","report_cycle_month":"06","language_code":"en-US"}';
  expect(signatureOf({ ...signed, method: 'POST', requestUri: '/LMPI/v2/reports/summary', body })).toBe(
    '8jphGKSUkPGgmKWWdeu6dNMvJfJQgiVFUXqt1tNTGNM=',
  );
});

test('the secret is text: one that looks like Base64 is not decoded', () => {
  const requestUri = `${api}/vendors/license`;
  const text = signatureOf({ ...signed, secretKey: 'c2VjcmV0', method: 'GET', requestUri });
  expect(text).not.toBe(signatureOf({ ...signed, secretKey: 'secret', method: 'GET', requestUri }));
});
