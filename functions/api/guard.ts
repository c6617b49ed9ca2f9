/**
 * Nothing under /v1 without the token's scope. API Gateway checks token and scope on the routes it knows; its catch-all
 * route hands on every other spelling of them, so that this check goes by what a path can be read as, not by how it is
 * written.
 */
import type { GatewayEvent } from './gateway.ts';
import { problem } from './problem.ts';
import type { Settings } from './settings.ts';

const DESCRIPTION = '/v1/openapi.json';

/** The loosest readings of a path: escapes resolved as often as they nest, one case, one slash between parts. */
function loosely(path: string): string[] {
  let text = path;
  for (let round = 0; round < 8; round++) {
    const decoded = text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
    if (decoded === text) break;
    text = decoded;
  }
  const parts = text
    .toLowerCase()
    .split(/[/\\]+/)
    .filter((part) => part !== '' && part !== '.');
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === '..') resolved.pop();
    else resolved.push(part);
  }
  return [parts, resolved].map((reading) => reading.join('/'));
}

/** Whether some reading of this path lies under /v1, the API's own description excepted. */
export const isGuarded = (path: string): boolean =>
  path !== DESCRIPTION && loosely(path).some((reading) => /^v1(?![a-z0-9_-])/.test(reading));

/** Throws 401 without a token and 403 without the scope that the method needs. */
export function checkScope(event: GatewayEvent | undefined, method: string, settings: Settings): void {
  if (settings.isOpen) return;
  const jwt = event?.requestContext?.authorizer?.jwt;
  if (!jwt || typeof jwt !== 'object') {
    throw problem(401, { detail: 'a bearer token is needed', headers: { 'www-authenticate': 'Bearer' } });
  }
  const { read, collect } = settings.scopes;
  const needed = method === 'POST' ? [collect] : method === 'GET' || method === 'HEAD' ? [read] : [read, collect];
  const granted = scopesOf(jwt);
  if (needed.some((scope) => granted.has(scope))) return;
  const [scope] = needed;
  throw problem(403, {
    detail: `the token lacks the scope ${scope}`,
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}

/** API Gateway lists scopes where a route asks for some; issuers write them into one claim or another. */
function scopesOf(jwt: { readonly scopes?: unknown; readonly claims?: unknown }): Set<string> {
  const claims = typeof jwt.claims === 'object' && jwt.claims !== null ? (jwt.claims as Record<string, unknown>) : {};
  const found = [jwt.scopes, claims['scope'], claims['scp']].flatMap((value) =>
    // API Gateway turns a claim that is a list into text: `[a b]`.
    typeof value === 'string' ? value.replace(/^\[(.*)\]$/, '$1').split(/[\s,]+/) : Array.isArray(value) ? value : [],
  );
  return new Set(found.filter((scope): scope is string => typeof scope === 'string' && scope !== ''));
}
