import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Call, createHttp, type HttpAnswer, type HttpOptions, type Verdict } from '../../lib/http.ts';
import { type HttpServer, serveHttp } from '../support/http-server.ts';
import { thrownBy } from '../support/thrown.ts';

const server = async (
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<HttpServer> => {
  const running = await serveHttp(answer);
  onTestFinished(() => running.close());
  return running;
};

function client(options: Partial<HttpOptions> = {}) {
  const waits: number[] = [];
  const http = createHttp({
    signal: new AbortController().signal,
    remainingMs: () => 60_000,
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
    ...options,
  });
  onTestFinished(() => http.close());
  return { http, waits };
}

const judge = ({ status }: HttpAnswer): Verdict | null => {
  if (status === 200) return null;
  if (status === 429) return { code: 'THROTTLED', message: 'asked too often' };
  return status >= 500
    ? { code: 'VENDOR_UNAVAILABLE', message: `status ${status}` }
    : { code: 'VENDOR_REQUEST_REFUSED', message: `status ${status}` };
};

const get = (url: string, more: Partial<Call> = {}): Call => ({
  prepare: () => ({ method: 'GET', url, headers: {} }),
  judge,
  ...more,
});

describe('repeats', () => {
  test('a throttled or transient answer is asked for again until it is good', async () => {
    const vendor = await server((_request, response, count) => {
      response.writeHead([429, 503, 200][count - 1] ?? 500).end(`answer ${count}`);
    });
    const { http, waits } = client();
    expect(await http.send(get(`${vendor.origin}/x`))).toMatchObject({ status: 200, text: 'answer 3' });
    expect(waits).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 410])('a %i that the provider judges permanent is asked for once', async (status) => {
    const vendor = await server((_request, response) => response.writeHead(status).end());
    const { http, waits } = client();
    const error = await thrownBy(http.send(get(`${vendor.origin}/x`)));
    expect(error.code).toBe('VENDOR_REQUEST_REFUSED');
    expect(vendor.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('attempts are bounded, and the last verdict is what is thrown', async () => {
    const vendor = await server((_request, response, count) => response.writeHead(count < 4 ? 503 : 429).end());
    const { http, waits } = client();
    expect((await thrownBy(http.send(get(`${vendor.origin}/x`)))).code).toBe('THROTTLED');
    expect(vendor.asked).toHaveLength(4);
    expect(waits).toHaveLength(3);
  });

  test('waits double, with full jitter between nothing and twice the step before', async () => {
    const vendor = await server((_request, response) => response.writeHead(503).end());
    const waitsWith = async (random: number): Promise<number[]> => {
      const { http, waits } = client({ random: () => random, limits: { backoffMs: 100 } });
      await thrownBy(http.send(get(`${vendor.origin}/x`)));
      return waits;
    };
    expect(await waitsWith(0)).toEqual([0, 0, 0]);
    expect(await waitsWith(0.5)).toEqual([100, 200, 400]);
    expect(await waitsWith(1)).toEqual([200, 400, 800]);
  });

  test('the provider may say how long to wait, whether to repeat, and that the account or customer is done', async () => {
    const vendor = await server((_request, response) => response.writeHead(400).end());
    const { http, waits } = client();
    const verdicts: Verdict[] = [
      { code: 'CREDENTIALS_REJECTED', message: 'token is old', retry: true, waitMs: 0 },
      { code: 'THROTTLED', message: 'wait', waitMs: 7000 },
      { code: 'NOT_FOUND', message: 'is gone', gone: true, stop: true },
    ];
    const error = await thrownBy(
      http.send(get(`${vendor.origin}/x`, { judge: (_answer, attempt) => verdicts[attempt - 1] ?? null })),
    );
    expect(error).toMatchObject({ code: 'NOT_FOUND', gone: true, stop: true });
    expect(waits).toEqual([0, 7000]);
    const stubborn = get(`${vendor.origin}/x`, {
      judge: () => ({ code: 'THROTTLED', message: 'no use', retry: false }),
    });
    expect(await thrownBy(http.send(stubborn))).toMatchObject({ code: 'THROTTLED', gone: false, stop: false });
    expect(vendor.asked).toHaveLength(4);
  });

  test('a wait that the run has no time for is not begun', async () => {
    const vendor = await server((_request, response) => response.writeHead(429).end());
    const { http, waits } = client({ remainingMs: () => 5000 });
    const call = get(`${vendor.origin}/x`, { judge: () => ({ code: 'THROTTLED', message: 'later', waitMs: 5000 }) });
    expect((await thrownBy(http.send(call))).code).toBe('THROTTLED');
    expect(waits).toEqual([]);
    expect(vendor.asked).toHaveLength(1);
  });

  test('each attempt is prepared anew and told what the one before met', async () => {
    const vendor = await server((request, response, count) => {
      if (count === 1) request.socket.resetAndDestroy();
      else response.writeHead(count === 2 ? 503 : 200).end(String(request.headers['x-time']));
    });
    const told: unknown[] = [];
    const { http } = client();
    const answer = await http.send({
      prepare: async (attempt, last) => {
        told.push([attempt, last]);
        return { method: 'GET', url: `${vendor.origin}/x`, headers: { 'x-time': `at ${attempt}` } };
      },
      judge: async (met) => judge(met),
    });
    expect(answer.text).toBe('at 3');
    expect(told).toEqual([
      [1, 'none'],
      [2, 'no-answer'],
      [3, 'answer'],
    ]);
  });

  test('an error of the provider itself is no fault of the vendor and is not repeated', async () => {
    const vendor = await server((_request, response) => response.end('[]'));
    const { http, waits } = client();
    const bug = new TypeError('no such property');
    const call = get(`${vendor.origin}/x`, {
      judge: () => {
        throw bug;
      },
    });
    await expect(http.send(call)).rejects.toBe(bug);
    expect(vendor.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe('redirects and messages', () => {
  test('a redirect is an answer like any other and is not followed', async () => {
    const vendor = await server((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const { http } = client();
    const answer = await http.send(get(`${vendor.origin}/x`, { judge: () => null }));
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe('/elsewhere');
    expect(vendor.asked).toEqual(['GET /x']);
  });

  test('a message names method, host and path, never the query, a header or the body', async () => {
    const vendor = await server((_request, response) => response.writeHead(400).end('body-secret'));
    const { http } = client();
    const error = await thrownBy(
      http.send({
        prepare: () => ({
          method: 'POST',
          url: `${vendor.origin}/v1/token?customer=query-secret`,
          headers: { authorization: 'Bearer header-secret' },
          body: 'sent-secret',
        }),
        judge,
      }),
    );
    expect(error.message).toBe(`POST 127.0.0.1:${vendor.port}/v1/token: status 400`);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret');
  });

  test.each(['not an address', '/only/a/path', 'ftp://127.0.0.1/x?p=secret', ''])(
    'an address that is none is a mistake of the configuration: %s',
    async (url) => {
      const { http } = client();
      const error = await thrownBy(http.send(get(url)));
      expect(error.code).toBe('CONFIG_INVALID');
      expect(error.message).not.toContain('secret');
    },
  );

  test('a header that HTTP does not carry is a mistake of the configuration and is not repeated', async () => {
    const vendor = await server((_request, response) => response.end());
    const { http, waits } = client();
    const headers = { authorization: 'Bearer header-secret\n' };
    const call = get('', { prepare: () => ({ method: 'GET', url: `${vendor.origin}/x`, headers }) });
    const error = await thrownBy(http.send(call));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).not.toContain('secret');
    expect(waits).toEqual([]);
    expect(vendor.asked).toEqual([]);
  });
});
