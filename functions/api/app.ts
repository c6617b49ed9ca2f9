/** The API: routes → questions → the ledger → answers. */
import { join } from 'node:path';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { dayIn } from '../../lib/calendar.ts';
import { asSeatwatchError } from '../../lib/errors.ts';
import type { Table } from '../../lib/ledger/client.ts';
import { logError } from '../../lib/log.ts';
import { type Call, json } from './call.ts';
import type { GatewayEvent } from './gateway.ts';
import { checkScope, isGuarded } from './guard.ts';
import { describeApi } from './openapi.ts';
import { assetResponse, pageConfig, type Shell, shellOf, shellResponse } from './page.ts';
import { type PageFiles, readPageFiles } from './page-files.ts';
import { problem, problemResponse } from './problem.ts';
import { ROUTES } from './routes.ts';
import type { Settings } from './settings.ts';
import type { StartCollector } from './start-collector.ts';

export interface ApiOptions {
  /** Opened when the first question needs it. */
  readonly table: () => Table;
  readonly settings: Settings;
  readonly start: StartCollector;
  /** Read when somebody first opens the page; by default what the build laid beside the function. */
  readonly page?: () => PageFiles;
  readonly now?: () => Date;
  /** How long one page, or one answer as large as can be, may take before it goes on in the next. */
  readonly pageMs?: number;
  readonly exportMs?: number;
}

interface Env {
  Bindings: { event: GatewayEvent };
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
};

export function createApi(options: ApiOptions): Hono<Env> {
  const { settings, start, pageMs = 2000, exportMs = 10_000 } = options;
  const now = options.now ?? (() => new Date());
  const app = new Hono<Env>();
  let description: object | undefined;
  let files: PageFiles | undefined;
  const page = (): PageFiles =>
    (files ??= options.page === undefined ? readPageFiles(join(import.meta.dirname, 'page')) : options.page());
  let shell: Shell | undefined;

  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  app.use(async (c, next) => {
    if (isGuarded(new URL(c.req.url).pathname)) checkScope(c.env.event, c.req.raw.method, settings);
    await next();
  });

  const callOf = (request: Request): Call => {
    const began = Date.now();
    const at = now();
    return {
      url: new URL(request.url),
      headers: request.headers,
      body: () => request.text(),
      table: options.table(),
      now: at,
      today: dayIn('UTC', at),
      settings,
      start,
      isLate: (what) => Date.now() - began > (what === 'page' ? pageMs : exportMs),
    };
  };
  for (const { method, path, handle } of ROUTES) {
    app.on(method, path, (c) => {
      checkScope(c.env.event, c.req.raw.method, settings);
      return handle(callOf(c.req.raw));
    });
  }
  app.get('/', (c) => shellResponse((shell ??= shellOf(page(), settings)), c.req.raw));
  app.get('/assets/:name', (c) => {
    return assetResponse(page(), c.req.param('name'), c.req.raw) ?? c.notFound();
  });
  app.get('/v1/openapi.json', () => json((description ??= describeApi(ROUTES, settings))));
  app.get('/healthz', () => json({ status: 'ok' }));
  app.get('/config.json', () => json(pageConfig(settings)));

  const methods = new Map<string, string[]>();
  for (const { path, method } of app.routes) {
    if (method !== 'ALL')
      methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  for (const [path, allowed] of methods) {
    app.all(path, () => {
      throw problem(405, { detail: 'this route does not know the method', headers: { allow: allowed.join(', ') } });
    });
  }
  app.notFound(() => problemResponse(404, { detail: 'there is nothing here' }));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    logError('answering failed', error, { method: c.req.method });
    const { code } = asSeatwatchError(error);
    return code === 'LEDGER_UNAVAILABLE'
      ? problemResponse(503, { detail: 'the ledger is out of reach; try again', headers: { 'retry-after': '5' } })
      : problemResponse(500, { detail: 'this went wrong; the log holds the reason' });
  });
  return app;
}
