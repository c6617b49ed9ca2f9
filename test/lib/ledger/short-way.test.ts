import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pooledExchange, undici } from '../../../lib/http/pooled.ts';
import { itemText } from '../../../lib/ledger/attributes.ts';
import { shortly } from '../../../lib/ledger/short-way.ts';
import { type Answer, type Answering, answeringClient, get, KEY, put } from './answering-client.ts';

let rig: Answering;
beforeAll(async () => {
  rig = await answeringClient();
});
afterAll(() => rig.close());
beforeEach(() => {
  rig.received = [];
});

const scope = ({ authorization = '' }: IncomingHttpHeaders): string => authorization.replace(/Signature=.*|\d{8}/g, '');

beforeAll(undici);

describe.each([
  ['the client’s own connections', undefined],
  ['connections of undici', pooledExchange()],
])('over %s', (_way, exchange) => {
  test('a request is signed for the same service, with the same credentials and under the same name', async () => {
    await rig.client.send(shortly('GetItem', get(), exchange));
    await rig.client.send(get());
    const [ours = {}, theirs = {}] = rig.received.map(({ headers }) => headers);
    expect(scope(ours)).toContain('Credential=local//eu-west-1/dynamodb/aws4_request');
    const signed = [
      'host',
      'x-amz-content-sha256',
      'x-amz-date',
      'x-amz-security-token',
      'x-amz-target',
      'content-type',
    ];
    for (const header of signed) expect(scope(ours)).toContain(header);
    for (const header of ['host', 'content-type', 'x-amz-target', 'x-amz-security-token', 'x-amz-content-sha256']) {
      expect(ours[header]).toBe(theirs[header]);
    }
    expect(ours['user-agent']).toContain('aws-sdk-js');
  });

  test.each<readonly [string, Answer]>([
    ['fails', { status: 500, body: '{"__type":"InternalServerError"}' }],
    ['asks to wait', { status: 400, body: '{"__type":"ThrottlingException","message":"too fast"}' }],
    ['breaks off', { body: null }],
    ['sends something else', { body: '<html>' }],
    ['sends an attribute nobody knows', { body: '{"Item":{"pk":{"Q":"1"}}}' }],
  ])('where DynamoDB %s the SDK asks again', async (_what, bad) => {
    const good = `{"Item":${itemText({ ...KEY, n: 1 })}}`;
    rig.answers = [bad, { body: good }];
    expect((await rig.client.send(shortly('GetItem', get(), exchange))).Item).toEqual({ ...KEY, n: 1 });
    expect(rig.received).toHaveLength(2);
  });

  test('a request that DynamoDB refuses ends with the error of the SDK', async () => {
    const refusal = { status: 400, body: '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}' };
    rig.answers = [refusal, refusal];
    await expect(rig.client.send(shortly('GetItem', get(), exchange))).rejects.toThrow(
      expect.objectContaining({ name: 'ResourceNotFoundException' }),
    );
  });

  test('a condition that does not hold is told at once, like the SDK does', async () => {
    rig.answers = [
      {
        status: 400,
        body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}',
      },
    ];
    await expect(rig.client.send(shortly('PutItem', put(KEY), exchange))).rejects.toThrow(
      expect.objectContaining({ name: 'ConditionalCheckFailedException' }),
    );
    expect(rig.received).toHaveLength(1);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1n, () => 1])(
    '%s is no value of an item',
    async (value) => {
      await expect(rig.client.send(shortly('PutItem', put({ ...KEY, value }), exchange))).rejects.toThrow(TypeError);
      expect(rig.received).toEqual([]);
    },
  );
});
