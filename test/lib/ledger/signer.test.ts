import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { signerWith } from '../../../lib/ledger/signer.ts';

const texts = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
const credentials = fc.record(
  { accessKeyId: texts, secretAccessKey: texts, sessionToken: fc.stringMatching(/^[A-Za-z0-9+/=]{1,40}$/) },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);
const region = fc.constantFrom('us-east-1', 'ap-northeast-2', 'eu-central-1');
const date = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const requestOf = (body: string | Uint8Array) => ({
  method: 'POST',
  protocol: 'https:',
  hostname: 'dynamodb.example',
  path: '/',
  query: {},
  headers: { host: 'dynamodb.example', 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'T.Query' },
  body,
});

test('requests are signed as the SDK signs them', async () => {
  await fc.assert(
    fc.asyncProperty(
      credentials,
      region,
      date,
      fc.string(),
      fc.boolean(),
      async (own, where, signingDate, text, raw) => {
        const sdk = new DynamoDBClient({ region: where, credentials: own });
        const signer = await sdk.config.signer();
        const body = raw ? Buffer.from(text) : text;
        const theirs = await signer.sign(requestOf(body), { signingDate });
        // The SDK also tells the sum of the body in a header of its own.
        const { authorization: _, ...headers } = theirs.headers;
        const ours = await signerWith(
          () => Promise.resolve(own),
          () => Promise.resolve(where),
        ).sign({ ...requestOf(body), headers }, { signingDate });
        expect(ours.headers).toEqual(theirs.headers);
      },
    ),
    { numRuns: 40 },
  );
});

test('new credentials, another day and another region are signed for from the next request on', async () => {
  let secretAccessKey = 'one';
  let where = 'us-east-1';
  const signer = signerWith(
    () => Promise.resolve({ accessKeyId: 'id', secretAccessKey }),
    () => Promise.resolve(where),
  );
  const signed = async (signingDate: string): Promise<string> =>
    (await signer.sign(requestOf('{}'), { signingDate })).headers['authorization'] ?? '';
  const day = '2026-11-20T23:59:59Z';
  const first = await signed(day);
  expect(first).toContain('Credential=id/20261120/us-east-1/dynamodb/aws4_request');
  expect(await signed(day)).toBe(first);
  const next = await signed('2026-11-21T00:00:00Z');
  where = 'eu-west-1';
  const moved = await signed(day);
  secretAccessKey = 'two';
  const renewed = await signed(day);
  expect(new Set([first, next, moved, renewed]).size).toBe(4);
});

test('a request that is repeated is not signed over, and an old token does not stay in it', async () => {
  const request = requestOf('{}');
  const before = structuredClone(request);
  await signerWith(
    () => Promise.resolve({ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' }),
    () => Promise.resolve('us-east-1'),
  ).sign(request);
  expect(request).toEqual(before);
});
