/** The page as files that never change their meaning: every asset's name holds a hash of its content. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build as esbuild } from 'esbuild';

const SOURCES = join(import.meta.dirname, '../functions/page');

export interface Page {
  /** By path from the page's folder: the shell, its assets, and each asset compressed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the first screen loads before it shows anything, compressed, in bytes. */
  readonly firstBytes: number;
}

/** The same sources give the same bytes. Throws esbuild's error, which names file and line. */
export async function buildPage(): Promise<Page> {
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: SOURCES,
    entryPoints: { page: 'start.tsx', style: 'styles/page.css', icon: 'icon.svg' },
    outdir: 'assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  const outputs = Object.entries(metafile.outputs);
  const outputOf = (entry: string): string =>
    basename(outputs.find(([, { entryPoint }]) => entryPoint === entry)?.[0] ?? '');
  const [script, style, icon] = ['start.tsx', 'styles/page.css', 'icon.svg'].map(outputOf);
  if (!script || !style || !icon) throw new Error('the page was built without its script, style or icon');

  const [, ...imported] = loadedWith(script, metafile.outputs);
  const shell = (await readFile(join(SOURCES, 'shell.html'), 'utf8'))
    .replace('%SCRIPT%', `/assets/${script}`)
    .replace('%STYLE%', `/assets/${style}`)
    .replace('%ICON%', `/assets/${icon}`)
    // Asked for together with the script that imports them, not after it.
    .replace('%PRELOAD%', imported.map((name) => `<link rel="modulepreload" href="/assets/${name}" />`).join('\n    '));
  const files = new Map<string, Uint8Array>([['shell.html', Buffer.from(shell)]]);
  for (const { path, contents } of outputFiles) {
    const name = `assets/${basename(path)}`;
    files.set(name, contents);
    files.set(`${name}.br`, await brotli(contents));
    files.set(`${name}.gz`, await zip(contents, { level: 9 }));
  }
  const first = [script, ...imported, style, icon];
  const sizes = first.map((name) => files.get(`assets/${name}.gz`)?.length ?? 0);
  return { files, firstBytes: sizes.reduce((sum, size) => sum + size, Buffer.byteLength(shell)) };
}

const zip = promisify(gzip) as (bytes: Uint8Array, options: { level: number }) => Promise<Buffer>;
const compress = promisify(brotliCompress);
const brotli = (bytes: Uint8Array): Promise<Buffer> =>
  compress(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

type Outputs = Readonly<Record<string, { readonly imports: ReadonlyArray<{ path: string; kind: string }> }>>;

/** A script and all that it imports before it runs; what it loads later is not among them. */
function loadedWith(script: string, outputs: Outputs): Set<string> {
  const found = new Set<string>();
  const load = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path, kind } of outputs[`assets/${name}`]?.imports ?? []) {
      if (kind === 'import-statement') load(basename(path));
    }
  };
  load(script);
  return found;
}
