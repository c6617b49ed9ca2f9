/** Reads and normalises one list in a process of its own and prints what it came to: `node <this> <secret as JSON>`. */
import * as v from 'valibot';
import { createHttp } from '../../../../lib/http.ts';
import { type Reading, RESTART } from '../../../../lib/provider.ts';
import { partnerCenter } from '../../../../lib/providers/partner-center.ts';

const credentials = v.parse(partnerCenter.credentials, JSON.parse(process.argv[2] ?? ''));
const http = createHttp({ signal: AbortSignal.timeout(60_000), remainingMs: () => 60_000 });
const session = partnerCenter.open({
  credentials,
  http,
  now: () => new Date(),
  signal: new AbortController().signal,
  since: new Date(),
  notice: () => {},
  rotate: (exchange) => exchange(credentials.refreshToken),
});
const window = { dataset: 'usage', from: '2026-11-21', to: '2026-11-21', customers: null };
// As a collector does: everything is kept until the window is whole.
const kept: Reading[] = [];
for await (const reply of partnerCenter.read(window, session)) {
  if (reply === RESTART) kept.length = 0;
  else for (const row of partnerCenter.normalise(reply, window)) if (!('rejected' in row)) kept.push(row);
}
await http.close();
const customers = new Set(kept.map((reading) => reading.customerId)).size;
process.stdout.write(JSON.stringify({ readings: kept.length, customers }));
