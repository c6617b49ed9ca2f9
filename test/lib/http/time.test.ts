import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Call, createHttp, type HttpLimits } from '../../../lib/http.ts';
import { serveHttp } from '../../support/http-server.ts';
import { thrownBy } from '../../support/thrown.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

async function vendorOf(answer: Answer) {
  const vendor = await serveHttp(answer);
  onTestFinished(() => vendor.close());
  return vendor;
}

function client(limits: Partial<HttpLimits> = {}, instant = true) {
  const controller = new AbortController();
  const http = createHttp({
    signal: controller.signal,
    remainingMs: () => 600_000,
    ...(instant ? { sleep: async () => {} } : {}),
    limits,
  });
  onTestFinished(() => http.close());
  return { http, abort: () => controller.abort() };
}

const get = (url: string, judge: Call['judge'] = () => null): Call => ({
  prepare: () => ({ method: 'GET', url, headers: {} }),
  judge,
});

async function fewTurns(): Promise<string> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  return 'nothing yet';
}

/** How this ends within a few turns of the event loop, however slow the machine is; nothing can be waited for in them. */
const codeAtOnce = (work: Promise<unknown>): Promise<string> =>
  Promise.race([thrownBy(work).then(({ code }) => code), fewTurns()]);

const silent: Answer = () => {};
const half: Answer = (_request, response) => response.writeHead(200, { 'content-length': 100 }).write('half');

describe('limits', () => {
  // The connection's own clock ticks in whole seconds, so these wait one second together.
  test('an answer of which headers or body do not come in time is no answer', async () => {
    const cases = [
      [silent, { headersMs: 40 }, 'UND_ERR_HEADERS_TIMEOUT'],
      [half, { bodyMs: 40 }, 'UND_ERR_BODY_TIMEOUT'],
      [half, { attemptMs: 40 }, 'ATTEMPT_TOO_LONG'],
    ] as const;
    await Promise.all(
      cases.map(async ([answer, limits, reason]) => {
        const vendor = await vendorOf(answer);
        const error = await thrownBy(client({ ...limits, attempts: 1 }).http.send(get(vendor.origin)));
        expect(error.code).toBe('VENDOR_UNAVAILABLE');
        expect(error.message).toContain(reason);
      }),
    );
  });

  test('an answer that is late is asked for again', async () => {
    const vendor = await vendorOf((_request, response, count) => {
      if (count > 1) response.end('on time');
    });
    expect((await client({ attemptMs: 200 }).http.send(get(vendor.origin))).text).toBe('on time');
  });

  test('a body that drips byte by byte is ended by the limit for the whole attempt', async () => {
    const vendor = await vendorOf((_request, response) => {
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    });
    const error = await thrownBy(client({ bodyMs: 1000, attemptMs: 100, attempts: 1 }).http.send(get(vendor.origin)));
    expect(error.message).toContain('ATTEMPT_TOO_LONG');
  });

  test('a slow vendor that keeps within the limits is waited for', async () => {
    const vendor = await vendorOf((_request, response) => {
      setTimeout(() => {
        response.write('slow ');
        setTimeout(() => response.end('but sure'), 60);
      }, 60);
    });
    const { http } = client({ headersMs: 5000, bodyMs: 5000 });
    expect((await http.send(get(vendor.origin))).text).toBe('slow but sure');
  });
});

test('the wait that a vendor asks for is really waited', async () => {
  const at: number[] = [];
  const vendor = await vendorOf((_request, response) => {
    at.push(performance.now());
    response.end();
  });
  const { http } = client({}, false);
  await http.send(
    get(vendor.origin, (_answer, attempt) =>
      attempt === 1 ? { code: 'THROTTLED', message: 'wait', waitMs: 60 } : null,
    ),
  );
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(55);
});

describe('when the time of the run is over', () => {
  test.each([
    ['while headers are awaited', silent],
    ['in the middle of a body', half],
  ])('a request ends at once %s', async (_when, answer) => {
    const asked = Promise.withResolvers<void>();
    const vendor = await vendorOf((...exchange) => {
      answer(...exchange);
      asked.resolve();
    });
    const { http, abort } = client();
    const sent = http.send(get(vendor.origin));
    await asked.promise;
    // The half of a body is on its way.
    await delay(50);
    abort();
    expect(await codeAtOnce(sent)).toBe('OUT_OF_TIME');
    expect(vendor.asked).toHaveLength(1);
  });

  test('a wait between two attempts ends at once', async () => {
    const vendor = await vendorOf((_request, response) => response.end());
    const { http, abort } = client({}, false);
    const judged = Promise.withResolvers<void>();
    const sent = http.send(
      get(vendor.origin, () => {
        judged.resolve();
        return { code: 'THROTTLED', message: '', waitMs: 30_000 };
      }),
    );
    await judged.promise;
    await setImmediate();
    abort();
    expect(await codeAtOnce(sent)).toBe('OUT_OF_TIME');
  });

  test('a wait is not even begun when the time ended during the judgement', async () => {
    const vendor = await vendorOf((_request, response) => response.end());
    const { http, abort } = client({}, false);
    const judged = Promise.withResolvers<void>();
    const sent = http.send(
      get(vendor.origin, () => {
        abort();
        judged.resolve();
        return { code: 'THROTTLED', message: '', waitMs: 30_000 };
      }),
    );
    await judged.promise;
    expect(await codeAtOnce(sent)).toBe('OUT_OF_TIME');
  });

  test('nothing is asked any more', async () => {
    const vendor = await vendorOf((_request, response) => response.end());
    const { http, abort } = client();
    abort();
    expect(await codeAtOnce(http.send(get(vendor.origin)))).toBe('OUT_OF_TIME');
    expect(vendor.asked).toEqual([]);
  });
});

describe('connections', () => {
  test('are kept for the next request and closed by close()', async () => {
    const vendor = await vendorOf((_request, response) => response.end('ok'));
    const { http } = client();
    for (let count = 0; count < 5; count++) await http.send(get(`${vendor.origin}/${count}`));
    expect(await vendor.connections()).toBeLessThanOrEqual(2);
    await http.close();
    await expect.poll(() => vendor.connections(), { interval: 5 }).toBe(0);
  });

  test('are few, however many requests are made at once', async () => {
    let most = 0;
    const waiting: ServerResponse[] = [];
    const vendor = await vendorOf((_request, response) => {
      most = Math.max(most, waiting.push(response));
      // None is answered before eight are there, and time enough for a ninth.
      if (waiting.length === 8) setTimeout(() => waiting.splice(0).forEach((one) => one.end()), 5);
    });
    const { http } = client();
    await Promise.all(Array.from({ length: 40 }, (_, index) => http.send(get(`${vendor.origin}/${index}`))));
    expect(most).toBe(8);
  });
});
