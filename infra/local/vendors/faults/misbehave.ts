/** Each kind of fault as a wrapper of the vendor's good answer. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SimulatedAnswer, SimulatedRequest, SimulatedVendor } from '../simulator.ts';
import { bomb } from './bomb.ts';
import { edited } from './edit.ts';
import type { Fault, Kind } from './fault.ts';
import { overlapped } from './overlap.ts';
import type { Reply } from './sending.ts';

export interface Exchange {
  readonly vendor: SimulatedVendor;
  readonly request: SimulatedRequest;
  /** Of this request among all. */
  readonly count: number;
}

type Wrapper = (fault: Fault, good: () => Promise<SimulatedAnswer>, exchange: Exchange) => Reply | Promise<Reply>;

const JSON_TYPE = { 'content-type': 'application/json' };
const plain = (fault: Fault, body: string, headers = {}): Reply => ({
  status: fault.status ?? 200,
  headers: { ...headers, ...fault.headers },
  body: fault.body ?? body,
});
const LONG_MS = 1000;
const SHORT_MS = 50;

const WRAPPERS: Readonly<Record<Kind, Wrapper>> = {
  throttle: (fault, _, { vendor }) => {
    const answer = vendor.throttled();
    return { ...answer, headers: { ...answer.headers, ...fault.headers } };
  },
  status: (fault) => plain({ status: 500, ...fault }, ''),
  body: (fault) => plain(fault, '', JSON_TYPE),
  html: (fault) => plain(fault, '<html><body>Maintenance</body></html>', { 'content-type': 'text/html' }),
  empty: (fault) => plain(fault, ''),

  headers: async ({ headers }, good) => {
    const answer = await good();
    return { ...answer, headers: { ...answer.headers, ...headers } };
  },
  bom: async (_, good) => {
    const answer = await good();
    return { ...answer, body: `\uFEFF${answer.body.replace(/^\uFEFF/, '')}` };
  },
  cut: async (_, good) => {
    const answer = await good();
    const bytes = Buffer.from(answer.body);
    return { ...answer, body: bytes.subarray(0, Math.floor(bytes.length / 2)).toString('utf8') };
  },
  'cut-element': async (_, good) => {
    const answer = await good();
    const half = answer.body.slice(0, Math.floor(answer.body.length / 2));
    return { ...answer, body: half.slice(0, half.lastIndexOf('</')).replace(/[^>]*$/, '') };
  },
  edit: async ({ edits = [] }, good, { count }) => {
    const answer = await good();
    return { ...answer, body: edited(answer.body, edits, count) };
  },
  overlap: async ({ list = '' }, good, { vendor, request }) => {
    // Where each request has an id of its own, two answers need two requests.
    const other = { ...request, headers: { ...request.headers, 'x-traceid': randomUUID() } };
    const [earlier, answer] = [await good(), await vendor.answer(other)];
    return { ...answer, body: overlapped(answer.body, earlier.body, list) };
  },
  'gzip-bomb': async (_, good) => compressed(await good(), bomb()),
  'gzip-damaged': async (_, good) => {
    const answer = await good();
    const whole = gzipSync(answer.body);
    return compressed(answer, whole.subarray(0, Math.floor(whole.length / 2)));
  },

  reset: () => ({ status: 200, body: '', travel: { kind: 'reset', ms: 0 } }),
  'reset-after': async (_, good) => ({ ...(await good()), travel: { kind: 'reset', ms: 0 } }),
  'reset-in-body': async ({ ms = SHORT_MS }, good) => ({ ...(await good()), travel: { kind: 'reset-in-body', ms } }),
  'slow-headers': async ({ ms = LONG_MS }, good) => ({ ...(await good()), travel: { kind: 'late', ms } }),
  'slow-body': async ({ ms = SHORT_MS }, good) => ({ ...(await good()), travel: { kind: 'rest', ms } }),
  drip: async ({ ms = SHORT_MS }, good) => ({ ...(await good()), travel: { kind: 'drip', ms } }),

  'expire-tokens': (_, good, { vendor }) => {
    vendor.expireTokens?.();
    return good();
  },
  clock: ({ seconds = 3600 }, good, { vendor }) => {
    vendor.setClock?.(seconds);
    return good();
  },
};

/** What goes out in place of the vendor's good answer. */
export async function misbehave(fault: Fault, exchange: Exchange): Promise<Reply> {
  const { vendor, request } = exchange;
  const asked = asking(request, fault.ask ?? {});
  return WRAPPERS[fault.kind](fault, async () => vendor.answer(asked), exchange);
}

export const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && Object.hasOwn(WRAPPERS, kind);

/** The same request with another query; what it was signed over stays. */
function asking(request: SimulatedRequest, ask: NonNullable<Fault['ask']>): SimulatedRequest {
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(ask)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return { ...request, url };
}

const compressed = ({ status, headers }: SimulatedAnswer, body: Buffer): Reply => ({
  status,
  headers: { ...headers, 'content-encoding': 'gzip' },
  body,
});
