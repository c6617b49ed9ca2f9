import { beforeAll, expect, test } from 'vitest';
import { pooledExchange, type SignedRequest, undici } from '../../../lib/http/pooled.ts';
import { serveHttp } from '../../support/http-server.ts';

beforeAll(undici);

const requestTo = (origin: string): SignedRequest => {
  const { protocol, hostname, port } = new URL(origin);
  return {
    protocol,
    hostname,
    port: Number(port),
    path: '/',
    headers: { 'x-amz-date': 'now' },
    body: Buffer.from('é'),
  };
};

test('a request goes as it was signed, and its answer comes whole whatever its status', async () => {
  const server = await serveHttp((request, response, count) => {
    const { method, headers } = request;
    const shown = JSON.stringify({ method, date: headers['x-amz-date'], length: headers['content-length'], count });
    response.writeHead(count === 1 ? 200 : 400).end(shown);
  });
  const exchange = pooledExchange();
  const shown = { method: 'POST', date: 'now', length: '2' };
  for (const [count, status] of [200, 400].entries()) {
    const answer = await exchange(requestTo(server.origin));
    expect(answer).toEqual({ status, text: JSON.stringify({ ...shown, count: count + 1 }) });
  }
  await server.close();
});

test('a way on which nothing comes back is tried five times and then left alone', async () => {
  const server = await serveHttp((_request, response) => response.destroy());
  const exchange = pooledExchange();
  for (let round = 0; round < 5; round++)
    await expect(exchange(requestTo(server.origin))).rejects.toThrow(/closed|ECONNRESET/);
  expect(exchange(requestTo(server.origin))).toBeNull();
  await server.close();
});

test('a failure in between is forgotten', async () => {
  const server = await serveHttp((_request, response, count) => {
    if (count % 2 === 0) response.end('{}');
    else response.destroy();
  });
  const exchange = pooledExchange();
  for (let round = 0; round < 6; round++) {
    await expect(exchange(requestTo(server.origin))).rejects.toThrow(/closed|ECONNRESET/);
    expect(await exchange(requestTo(server.origin))).toEqual({ status: 200, text: '{}' });
  }
  await server.close();
});
