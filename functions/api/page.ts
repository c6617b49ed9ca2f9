/**
 * The page that people look at, as files: a shell that names its assets, and the assets. It holds nothing of the ledger;
 * what it shows it asks of /v1 with the reader's token.
 */
import { bestCoding } from './format.ts';
import { etagOf, type PageFiles } from './page-files.ts';
import type { Settings } from './settings.ts';

/** What the shell's gaps are called. */
const CONFIG = '%CONFIG%';
const NOTE = '%SIMULATED%';

export interface PageConfig {
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly scopes: readonly string[];
  readonly simulated: readonly string[];
}

export const pageConfig = ({ issuer, clientId, scopes, simulated }: Settings): PageConfig => ({
  issuer,
  clientId,
  scopes: [scopes.read, scopes.collect],
  simulated,
});

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

export interface Shell {
  readonly text: string;
  readonly etag: string;
  readonly policy: string;
}

export function shellOf({ shell }: PageFiles, settings: Settings): Shell {
  const config = pageConfig(settings);
  const note =
    config.simulated.length === 0 ? '' : `What it shows is simulated for: ${escaped(config.simulated.join(', '))}.`;
  // Functions, so that a dollar sign in a value means itself.
  const text = shell.replace(CONFIG, () => escaped(JSON.stringify(config))).replace(NOTE, () => note);
  return { text, etag: etagOf(text), policy: policyOf(settings) };
}

/** No inline code, no inline style, no host but this one and those where people sign in. */
function policyOf({ issuer, signInOrigin }: Settings): string {
  const origins = [issuer, signInOrigin].flatMap((address) => originOf(address) ?? []);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...new Set(origins)].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const originOf = (address: string | null): string | null => {
  const url = address === null ? null : URL.parse(address);
  return url === null || url.origin === 'null' ? null : url.origin;
};

const PROTECTED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Asked for anew each time and sent again only when it differs. */
export function shellResponse({ text, etag, policy }: Shell, request: Request): Response {
  const headers = { etag, 'cache-control': 'no-cache', 'content-security-policy': policy, ...PROTECTED };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
}

/** Null for a name that there is not. */
export function assetResponse({ assets }: PageFiles, name: string, request: Request): Response | null {
  const file = assets.get(name);
  if (!file) return null;
  const coding = bestCoding(request.headers, Object.keys(file.coded));
  const bytes = (coding === null ? undefined : file.coded[coding]) ?? file.plain;
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'cross-origin-resource-policy': 'same-origin',
      ...(coding === null ? {} : { 'content-encoding': coding }),
    },
  });
}
