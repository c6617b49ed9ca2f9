/** The API as API Gateway reaches it: events in, results out, over a ledger of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type ApiOptions, createApi } from '../../../functions/api/app.ts';
import { type GatewayEvent, gatewayHandler } from '../../../functions/api/gateway.ts';
import type { PageFiles } from '../../../functions/api/page-files.ts';
import { settingsFrom } from '../../../functions/api/settings.ts';
import type { LocalDynamoDb } from '../../support/dynamodb.ts';
import { openTable, type Table } from '../../../lib/ledger/client.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Size of what Lambda hands to the gateway. */
  readonly bytes: number;
  readonly json: unknown;
}

interface Page<T = Record<string, unknown>> {
  readonly items: T[];
  readonly next: string | null;
}

export interface Door {
  readonly table: Table;
  /** Events that were handed to collectors. */
  readonly started: Array<{ readonly name: string; readonly event: unknown }>;
  send(event: GatewayEvent): Promise<Answer>;
  get(target: string, headers?: Record<string, string>): Promise<Answer>;
  post(target: string, body: unknown): Promise<Answer>;
  page<T = Record<string, unknown>>(target: string): Promise<Page<T>>;
  /** All items of all pages, following `next` to its end. */
  walk<T = Record<string, unknown>>(target: string, between?: (page: number) => Promise<void>): Promise<T[]>;
}

export interface DoorOptions extends Partial<Omit<ApiOptions, 'settings' | 'table'>> {
  readonly env?: Record<string, string>;
}

const STYLE = Buffer.from('body { margin: 0 }');

/** The real shell, and one asset as the build would leave it. */
const PAGE: PageFiles = {
  shell: readFileSync(join(import.meta.dirname, '../../../functions/page/shell.html'), 'utf8'),
  assets: new Map([['page.css', { type: 'text/css; charset=utf-8', plain: STYLE, coded: { gzip: gzipSync(STYLE) } }]]),
};

const TOKEN = { scopes: ['seatwatch/read', 'seatwatch/collect'], claims: {} };

type Place = Pick<Table, 'name' | 'client'>;

/** The table that is there from the start. */
export const tableOf = ({ table: name, client }: LocalDynamoDb): Place => ({ name, client });

/** An empty one. */
export const newTable = async (db: LocalDynamoDb): Promise<Place> => ({ name: await db.newTable(), client: db.client });

export function openDoor(place: Place, options: DoorOptions = {}): Door {
  const { env = { SEATWATCH_AUTH: 'none' }, ...rest } = options;
  const table = openTable(place.name, { client: place.client });
  const started: Array<{ name: string; event: unknown }> = [];
  const api = createApi({
    table: () => table,
    settings: settingsFrom(env),
    page: () => PAGE,
    start: async (name, event) => {
      started.push({ name, event });
    },
    ...rest,
  });
  const handler = gatewayHandler((request, event) => api.fetch(request, { event }));
  async function send(event: GatewayEvent): Promise<Answer> {
    const result = await handler(event);
    const bytes = Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8');
    const text = (result.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
    return {
      status: result.statusCode,
      headers: result.headers,
      text,
      bytes: Buffer.byteLength(JSON.stringify(result)),
      json:
        /json(?!-)/.test(result.headers['content-type'] ?? '') && !text.includes('\n') && text !== ''
          ? JSON.parse(text)
          : null,
    };
  }
  const get: Door['get'] = (target, headers = {}) => send(eventOf('GET', target, { headers }));
  async function page<T>(target: string): Promise<Page<T>> {
    const answer = await get(target);
    if (answer.status !== 200) throw new Error(`${target}: ${answer.status} ${answer.text}`);
    return answer.json as Page<T>;
  }
  return {
    table,
    started,
    send,
    get,
    post: (target, body) => send(eventOf('POST', target, { body: JSON.stringify(body) })),
    page,
    walk: async <T>(target: string, between: (page: number) => Promise<void> = async () => undefined) => {
      const items: T[] = [];
      const joint = target.includes('?') ? '&' : '?';
      let next: string | null = null;
      for (let count = 1; count < 1000; count++) {
        const answer: Page<T> = await page<T>(next === null ? target : `${target}${joint}cursor=${next}`);
        items.push(...answer.items);
        next = answer.next;
        if (next === null) return items;
        await between(count);
      }
      throw new Error('the walk does not end');
    },
  };
}

/** An event of payload format 2.0; `jwt` null = no token. */
export function eventOf(
  method: string,
  target: string,
  { jwt = TOKEN, ...rest }: { headers?: Record<string, string>; body?: string; jwt?: object | null } = {},
): GatewayEvent {
  const [rawPath = '', ...query] = target.split('?');
  return {
    rawPath,
    rawQueryString: query.join('?'),
    headers: {},
    isBase64Encoded: false,
    ...rest,
    requestContext: {
      http: { method, path: rawPath },
      ...(jwt === null ? {} : { authorizer: { jwt } }),
    },
  };
}
