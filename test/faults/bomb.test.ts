import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../infra/local/vendors/simulator.ts';
import { createHttp } from '../../lib/http.ts';
import { thrownBy } from '../support/thrown.ts';

const MEGABYTE = 1024 * 1024;
const held = (): number => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;

test('a gigabyte that came as a megabyte is given up at the limit, and never held', { timeout: 60_000 }, async () => {
  const good = { status: 200, body: '{}' };
  const vendor = await serve({ id: 'trend-micro', secret: () => ({}), answer: () => good, throttled: () => good });
  vendor.fault({ fault: 'gzip-bomb', path: '/any' });
  const http = createHttp({ signal: new AbortController().signal, remainingMs: () => 600_000 });
  onTestFinished(() => Promise.all([http.close(), vendor.close()]).then(() => undefined));
  // The bomb itself is made before memory is looked at.
  const { body } = await fetch(`${vendor.origin}/any`);
  await body?.cancel();
  const before = held();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, held());
  }, 1);
  const request = { method: 'GET', url: `${vendor.origin}/any`, headers: {} } as const;
  const error = await thrownBy(http.send({ prepare: () => request, judge: () => null }));
  clearInterval(look);
  expect(error).toMatchObject({ code: 'VENDOR_RESPONSE_INVALID' });
  // The limit is 64 MB; a chunk more, and what the test itself has.
  expect((most - before) / MEGABYTE).toBeLessThan(200);
});
