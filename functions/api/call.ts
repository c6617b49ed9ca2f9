/** A request to one of the routes, and what a route is. */
import type * as v from 'valibot';
import type { Table } from '../../lib/ledger/client.ts';
import type { Entries } from './parameters.ts';
import type { Settings } from './settings.ts';
import type { StartCollector } from './start-collector.ts';

export interface Call {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: () => Promise<string>;
  readonly table: Table;
  readonly now: Date;
  /** The UTC day of `now`. */
  readonly today: string;
  readonly settings: Settings;
  readonly start: StartCollector;
  /** True once a page, or an answer as large as can be, has taken long enough. */
  readonly isLate: (what: 'page' | 'export') => boolean;
}

type Schema = v.GenericSchema<unknown, unknown>;

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Its name in the API's description. */
  readonly id: string;
  readonly summary: string;
  readonly parameters: Entries;
  readonly body?: Schema;
  readonly status: 200 | 202;
  readonly answer: Schema;
  /** What one line of its CSV and NDJSON forms holds, for routes that have them. */
  readonly line?: Schema;
  readonly handle: (call: Call) => Promise<Response>;
}

export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
