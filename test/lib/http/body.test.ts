import type { OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttp, type HttpAnswer, type HttpLimits } from '../../../lib/http.ts';
import { serveHttp } from '../../support/http-server.ts';
import { thrownBy } from '../../support/thrown.ts';

function fetchFrom(url: string, limits: Partial<HttpLimits> = {}): Promise<HttpAnswer> {
  const http = createHttp({
    signal: new AbortController().signal,
    remainingMs: () => 60_000,
    sleep: async () => {},
    limits,
  });
  onTestFinished(() => http.close());
  return http.send({
    prepare: () => ({ method: 'GET', url, headers: {} }),
    judge: ({ status }) =>
      status === 200 ? null : { code: 'VENDOR_REQUEST_REFUSED', message: `status ${status}`, retry: false },
  });
}

async function fetchBody(
  body: Buffer | string,
  headers: OutgoingHttpHeaders = {},
  limits: Partial<HttpLimits> = {},
  status = 200,
): Promise<HttpAnswer> {
  const vendor = await serveHttp((_request, response) => response.writeHead(status, headers).end(body));
  onTestFinished(() => vendor.close());
  return fetchFrom(`${vendor.origin}/v1/list?customer=secret`, limits);
}

/** Bytes exactly as given, then what `end` does to the connection. */
async function fetchRaw(
  bytes: string,
  end: 'finish' | 'reset',
): Promise<{ answer: Promise<HttpAnswer>; asked: () => number }> {
  let asked = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      asked++;
      socket.write(bytes, () => setTimeout(() => (end === 'reset' ? socket.resetAndDestroy() : socket.end()), 5));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return { answer: fetchFrom(`http://127.0.0.1:${port}/v1/list`), asked: () => asked };
}

describe('compressed answers', () => {
  const text = JSON.stringify({ name: '青空ロジ', rows: [1, 2, 3] });

  test.each([
    ['gzip', gzipSync(text)],
    ['GZIP ', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['', Buffer.from(text)],
  ])('%s is read', async (encoding, bytes) => {
    expect((await fetchBody(bytes, { 'content-encoding': encoding })).text).toBe(text);
  });

  test('gzip and deflate are what is asked for', async () => {
    const vendor = await serveHttp((request, response) => response.end(request.headers['accept-encoding']));
    onTestFinished(() => vendor.close());
    expect((await fetchFrom(vendor.origin)).text).toBe('gzip, deflate');
  });

  test('an empty body needs no decompression', async () => {
    expect((await fetchBody('', { 'content-encoding': 'gzip' })).text).toBe('');
  });

  test.each([
    ['cut short', gzipSync(text).subarray(0, 20), 'gzip', 'the compressed answer is damaged'],
    ['not compressed at all', Buffer.from(text), 'gzip', 'the compressed answer is damaged'],
    ['in an unknown way', Buffer.from(text), 'zstd', 'the answer has an unknown content-encoding'],
    [
      'in a way that objects happen to know',
      Buffer.from(text),
      'constructor',
      'the answer has an unknown content-encoding',
    ],
  ])('compressed, but %s: the answer is invalid', async (_how, bytes, encoding, problem) => {
    const error = await thrownBy(fetchBody(bytes, { 'content-encoding': encoding }));
    expect(error.code).toBe('VENDOR_RESPONSE_INVALID');
    expect(error.message).toMatch(/^GET 127\.0\.0\.1:\d+\/v1\/list: /);
    expect(error.message).toContain(problem);
    expect(error.message).not.toContain('secret');
  });

  test('a damaged body does not hide the status of an error', async () => {
    const error = await thrownBy(fetchBody('not gzip', { 'content-encoding': 'gzip' }, {}, 502));
    expect(error.message).toContain('status 502');
  });

  test('a bomb is refused at the cap, long before it is unpacked', async () => {
    const tenMegabytes = gzipSync(Buffer.alloc(10 * 1024 * 1024));
    const bomb = Buffer.concat(Array.from({ length: 200 }, () => tenMegabytes));
    const before = process.memoryUsage().rss;
    const error = await thrownBy(fetchBody(bomb, { 'content-encoding': 'gzip' }, { maxBytes: 4 * 1024 * 1024 }));
    expect(error.code).toBe('VENDOR_RESPONSE_INVALID');
    expect(error.message).toContain('larger than 4194304 bytes');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe('size and text', () => {
  test('a body of the cap is read, one byte more is refused', async () => {
    const limits = { maxBytes: 1000 };
    expect((await fetchBody('x'.repeat(1000), {}, limits)).text).toHaveLength(1000);
    const error = await thrownBy(fetchBody('x'.repeat(1001), {}, limits));
    expect(error.code).toBe('VENDOR_RESPONSE_INVALID');
    expect(error.message).toContain('larger than 1000 bytes');
  });

  test('a body without end is given up at the cap', async () => {
    let sent = 0;
    const vendor = await serveHttp((_request, response) => {
      const more = (): void => {
        sent++;
        if (!response.destroyed && sent < 10_000) response.write('x'.repeat(1000), () => setImmediate(more));
      };
      more();
    });
    onTestFinished(() => vendor.close());
    const error = await thrownBy(fetchFrom(vendor.origin, { maxBytes: 20_000 }));
    expect(error.code).toBe('VENDOR_RESPONSE_INVALID');
    expect(sent).toBeLessThan(10_000);
  });

  test('a byte order mark is taken off, and only one', async () => {
    expect((await fetchBody('\uFEFF{"a":1}')).text).toBe('{"a":1}');
    expect((await fetchBody('\uFEFF\uFEFF{"a":1}')).text).toBe('\uFEFF{"a":1}');
    expect((await fetchBody(gzipSync('\uFEFF[]'), { 'content-encoding': 'gzip' })).text).toBe('[]');
  });

  test('text that is cut between the bytes of one letter by the network is whole', async () => {
    const bytes = Buffer.from('価格');
    const vendor = await serveHttp((_request, response) => {
      response.write(bytes.subarray(0, 1));
      setTimeout(() => response.end(bytes.subarray(1)), 10);
    });
    onTestFinished(() => vendor.close());
    expect((await fetchFrom(vendor.origin)).text).toBe('価格');
  });

  test('header names are lower case and a repeated header is joined', async () => {
    const { headers } = await fetchBody('', { 'X-Page': '1', 'Set-Cookie': ['a=1', 'b=2'] });
    expect(headers).toMatchObject({ 'x-page': '1', 'set-cookie': 'a=1, b=2' });
  });
});

describe('answers that break off', () => {
  test.each([
    ['before the headers', '', 'reset'],
    ['in the headers', 'HTTP/1.1 200 OK\r\ncontent-le', 'finish'],
    ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"rows":[', 'reset'],
    ['in the body, politely', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"rows":[', 'finish'],
    ['between two chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n[1,2\r\n', 'finish'],
    ['in something that is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'finish'],
  ] as const)('%s count as no answer and are tried again', async (_where, bytes, end) => {
    const { answer, asked } = await fetchRaw(bytes, end);
    const error = await thrownBy(answer);
    expect(error.code).toBe('VENDOR_UNAVAILABLE');
    expect(error.message).toMatch(/^GET 127\.0\.0\.1:\d+\/v1\/list: no complete answer \(\w+\)$/);
    expect(asked()).toBe(4);
  });

  test('nobody listening counts as no answer', async () => {
    const vendor = await serveHttp((_request, response) => response.end());
    await vendor.close();
    const error = await thrownBy(fetchFrom(vendor.origin));
    expect(error.code).toBe('VENDOR_UNAVAILABLE');
    expect(error.message).toContain('(ECONNREFUSED)');
  });
});
