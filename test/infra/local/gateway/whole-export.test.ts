import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Gateway, openGateway } from '../../../../infra/local/gateway.ts';
import type { Outcome } from '../../../../infra/local/lambda.ts';
import { pause } from '../../../e2e/product.ts';

const PARTS = 5;
const LINE = `${'x'.repeat(99)}\n`;

let gateway: Gateway;
let asked: APIGatewayProxyEventV2[] = [];
let partOf: (number: number) => unknown;

/** An export as the API gives it out: each part but the last leads to the next. */
const part =
  (body: (number: number) => string, type = 'application/x-ndjson; charset=utf-8', count = PARTS) =>
  (number: number) => ({
    statusCode: 200,
    headers: {
      'content-type': type,
      vary: 'Accept, Accept-Encoding',
      ...(number < count ? { link: `</v1/usage?cursor=${number + 1}&format=ndjson>; rel="next"` } : {}),
    },
    body: body(number),
  });

beforeAll(async () => {
  gateway = await openGateway(0, async (event): Promise<Outcome> => {
    const call = event as APIGatewayProxyEventV2;
    asked.push(call);
    const number = Number(new URLSearchParams(call.rawQueryString).get('cursor') ?? 1);
    return { payload: JSON.stringify(partOf(number)), failed: false };
  });
});
afterAll(() => gateway.close(0));
beforeEach(() => {
  asked = [];
  partOf = part((number) => `part ${number}\n`);
});

/** The answer's head; its body is read by whoever wants it. */
async function open(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  const sent = request({ host: '127.0.0.1', port: gateway.port, path: target, headers, method, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

const whole = async (headers = {}): Promise<string> => text(await open('/v1/usage?format=ndjson', headers));

describe('an export without a limit', () => {
  test('is one answer of all its parts, and leads nowhere', async () => {
    const answer = await open('/v1/usage?format=ndjson');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      vary: 'Accept, Accept-Encoding',
      'transfer-encoding': 'chunked',
    });
    expect(answer.headers.link).toBeUndefined();
    expect(await text(answer)).toBe('part 1\npart 2\npart 3\npart 4\npart 5\n');
  });

  test('asks for every part as the caller asked for the first', async () => {
    await text(await open('/v1/usage', { accept: 'application/x-ndjson', 'x-thing': 'Value' }));
    expect(asked.map(({ rawQueryString }) => rawQueryString)).toEqual([
      '',
      ...[2, 3, 4, 5].map((number) => `cursor=${number}&format=ndjson`),
    ]);
    expect(new Set(asked.map(({ headers }) => headers['x-thing']))).toEqual(new Set(['Value']));
  });

  test('goes on from a cursor to the end', async () => {
    expect(await text(await open('/v1/usage?cursor=4&format=ndjson'))).toBe('part 4\npart 5\n');
  });

  test('is compressed once, on its way, for whoever accepts it', async () => {
    const answer = await open('/v1/usage?format=ndjson', { 'accept-encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(asked[0]?.headers).not.toHaveProperty('accept-encoding');
    expect(await text(answer.pipe(createGunzip()))).toMatch(/^part 1\n[^]*part 5\n$/);
    expect((await open('/v1/usage', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined();
  });

  test('passes over parts without a line', async () => {
    partOf = part((number) => (number % 2 === 0 ? '' : `part ${number}\n`));
    expect(await text(await open('/v1/usage?format=ndjson'))).toBe('part 1\npart 3\npart 5\n');
  });

  test('asked for by HEAD costs one part and shows none', async () => {
    const answer = await open('/v1/usage?format=ndjson', {}, 'HEAD');
    expect([answer.statusCode, await text(answer), asked.length]).toEqual([200, '', 1]);
    expect(answer.headers.link).toBeUndefined();
  });
});

describe('what stays as the function answers it', () => {
  test('a page with a limit, compressed as the function likes', async () => {
    const answer = await open('/v1/usage?format=ndjson&limit=1', { 'accept-encoding': 'gzip' });
    expect(answer.headers.link).toBe('</v1/usage?cursor=2&format=ndjson>; rel="next"');
    expect(await text(answer)).toBe('part 1\n');
    expect(asked[0]?.headers['accept-encoding']).toBe('gzip');
  });

  test('JSON', async () => {
    partOf = part(() => '{"items":[],"next":"2"}', 'application/json');
    const answer = await open('/v1/usage');
    expect(answer.headers['content-length']).toBe('23');
    expect([await text(answer), asked.length]).toEqual(['{"items":[],"next":"2"}', 1]);
  });

  test('a refusal', async () => {
    partOf = () => ({ statusCode: 400, headers: { 'content-type': 'application/problem+json' }, body: '{}' });
    const answer = await open('/v1/usage?format=ndjson&x=1');
    expect([answer.statusCode, await text(answer)]).toEqual([400, '{}']);
  });
});

describe('an export that cannot be finished', () => {
  test.each([
    ['503', () => ({ statusCode: 503, headers: { 'content-type': 'application/problem+json' }, body: '{}' })],
    ['another kind of answer', part(() => '{}', 'application/json')],
  ])('is cut off, not ended, when a later part is %s', async (_, later) => {
    const good = part((number) => `part ${number}\n`);
    partOf = (number) => (number < 3 ? good(number) : later(number));
    await expect(whole()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(asked).toHaveLength(3);
    await expect(whole({ 'accept-encoding': 'gzip' })).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

/** How many parts had been asked for once no more came. */
async function settled(): Promise<number> {
  for (;;) {
    const before = asked.length;
    await pause(150);
    if (asked.length === before) return before;
  }
}

describe('a caller who', () => {
  const large = part(() => LINE.repeat(20_000), 'text/csv; charset=utf-8; header=present', 1000);

  test('does not read keeps the parts from being asked for, and goes on where it stopped', async () => {
    partOf = large;
    const answer = await open('/v1/usage?format=csv');
    const waiting = await settled();
    expect(waiting).toBeLessThan(15);
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > 20 * 2_000_000) break;
    }
    expect(asked.length).toBeGreaterThan(waiting);
  });

  test.each<Record<string, string>>([{}, { 'accept-encoding': 'gzip' }])('goes away ends it: %j', async (headers) => {
    partOf = large;
    const answer = await open('/v1/usage?format=csv', headers);
    await once(answer, 'data');
    answer.destroy();
    const last = await settled();
    expect(last).toBeLessThan(200);
    expect(await settled()).toBe(last);
  });
});
