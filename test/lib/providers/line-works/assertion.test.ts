import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { assertion } from '../../../../lib/providers/line-works/assertion.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signed = (at: Date): string => assertion('EXAMPLECLIENTID00001', 'abcde.serviceaccount@example.com', pem, at);

// The vendor page's own vector.
const INPUT =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.' +
  'eyJpc3MiOiJFWEFNUExFQ0xJRU5USUQwMDAwMSIsInN1YiI6ImFiY2RlLnNlcnZpY2VhY2NvdW50QGV4YW1wbGUuY29tIiwiaWF0IjoxNzM1Njg5NjAwLCJleHAiOjE3MzU2OTMyMDB9';

test('a service account signs exactly the bytes of the known vector', () => {
  const [header, claims, signature = ''] = signed(new Date(1_735_689_600_000)).split('.');
  expect(`${header}.${claims}`).toBe(INPUT);
  expect(verify('RSA-SHA256', Buffer.from(INPUT), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});

test('its times are whole seconds, an hour apart', () => {
  const [, claims = ''] = signed(new Date(1_735_689_600_987)).split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    iat: 1_735_689_600,
    exp: 1_735_693_200,
  });
});
