/** Reading alone, with the product's own provider: every reading as a line to standard output. */
import { createHttp } from '../../../lib/http.ts';
import { RESTART } from '../../../lib/provider.ts';
import { partnerCenter } from '../../../lib/providers/partner-center.ts';

const CHUNK = 64 * 1024;

const flushed = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });

/** Loads what the first request would, as the other side has its own loaded before it is measured. */
export async function prepare() {
  await import('undici');
  const base = process.env['BENCH_VENDOR'] ?? '';
  const signal = new AbortController().signal;
  return async (): Promise<{ rows: number }> => {
    const http = createHttp({ signal, remainingMs: () => 600_000 });
    const session = partnerCenter.open({
      credentials: {
        account: 'default',
        tenantId: 'tenant',
        clientId: 'client',
        clientSecret: 'secret',
        refreshToken: 'refresh',
        baseUrl: base,
        loginUrl: `${base}/login`,
      },
      http,
      now: () => new Date(),
      signal,
      since: new Date(),
      notice: () => {},
      rotate: (exchange) => exchange('refresh'),
    });
    const today = new Date().toISOString().slice(0, 10);
    let rows = 0;
    let text = '';
    for (const dataset of Object.keys(partnerCenter.datasets)) {
      const window = { dataset, from: today, to: today, customers: null };
      for await (const reply of partnerCenter.read(window, session)) {
        if (reply === RESTART) throw new Error('the list changed while it was read');
        for (const reading of partnerCenter.normalise(reply, window)) {
          rows++;
          text += `${JSON.stringify(reading)}\n`;
          if (text.length < CHUNK) continue;
          await flushed(text);
          text = '';
        }
      }
    }
    await flushed(text);
    await http.close();
    return { rows };
  };
}
