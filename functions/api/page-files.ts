/** The page's files as the build left them beside the function: a shell and what it loads, compressed beforehand. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

interface PageFile {
  readonly type: string;
  readonly plain: Uint8Array;
  /** By the name of the coding; none where compressing would not pay. */
  readonly coded: Readonly<Partial<Record<'br' | 'gzip', Uint8Array>>>;
}

export interface PageFiles {
  /** The document, with a gap for what only the running function knows. */
  readonly shell: string;
  /** By name, which holds a hash of the content: a name never changes its meaning. */
  readonly assets: ReadonlyMap<string, PageFile>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What a function says that was taken out of its folder: it answers all the same. */
const BARE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="seatwatch" content="%CONFIG%" />
    <title>Seatwatch</title>
  </head>
  <body>
    <p>The page's files are not beside this function: build it again and take its folder whole. %SIMULATED%</p>
    <p>The API answers: <a href="/v1/openapi.json">its description</a>.</p>
  </body>
</html>
`;

export function readPageFiles(folder: string): PageFiles {
  if (!existsSync(join(folder, 'shell.html'))) return { shell: BARE, assets: new Map() };
  const bytes = new Map(
    readdirSync(join(folder, 'assets')).map((name) => [name, readFileSync(join(folder, 'assets', name))] as const),
  );
  const assets = new Map<string, PageFile>();
  for (const [name, plain] of bytes) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const [br, gzip] = [bytes.get(`${name}.br`), bytes.get(`${name}.gz`)];
    assets.set(name, { type, plain, coded: { ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) } });
  }
  return { shell: readFileSync(join(folder, 'shell.html'), 'utf8'), assets };
}

export const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
