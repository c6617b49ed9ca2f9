/** The functions as one self-contained file each. Cloud, local mode and tests run these very bytes. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { PROVIDER_IDS } from '../lib/usage.ts';
import { NAMED, namedOnce, NAMING } from './kept-names.ts';
import { buildPage } from './page-bundle.ts';

const root = join(import.meta.dirname, '..');

export const BUNDLES = join(root, 'dist/functions');

/** Name of each function and the file that exports its `handler`. */
export const ENTRIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PROVIDER_IDS.map((id) => [`collect-${id}`, `functions/collect/${id}.ts`])),
  api: 'functions/api/index.ts',
};

/** Packages of which a function needs so little that a file of ours stands in for them. */
const SLIM: Readonly<Record<string, string>> = {
  undici: 'undici.mjs',
  '@aws-sdk/credential-provider-node': 'credential-provider-node.mjs',
};

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Bundles every function into `<to>/<name>/index.mjs`; what is no longer a function is removed there.
 * The same sources give the same bytes. Throws esbuild's error, which names file and line.
 */
export async function bundle(to: string = BUNDLES, entries = ENTRIES): Promise<Bundle[]> {
  const { outputFiles } = await esbuild({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [`${name}/index`, file])),
    outdir: to,
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'silent',
    // undici's own switch for builds without its second, experimental HTTP parser: 165 KB.
    define: { esbuildDetection: 'true' },
    // CommonJS inside the bundle still requires Node's own modules.
    banner: { js: `import{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);${NAMING}` },
    footer: { js: NAMED },
    keepNames: true,
    // Stands in for the web's own classes wherever they are named.
    inject: [join(import.meta.dirname, 'slim/fetch.ts')],
    plugins: [
      {
        name: 'slim',
        setup: (build) =>
          build.onResolve({ filter: new RegExp(`^(${Object.keys(SLIM).join('|')})$`) }, ({ path }) => ({
            path: join(import.meta.dirname, 'slim', SLIM[path] ?? ''),
          })),
      },
      {
        // Importing this module reads all that it exports, and one of them loads Node's own copy of undici: 25 ms of a
        // start. Asked for as CommonJS does, it is read when somebody wants it.
        name: 'lazy-http',
        setup: (build) => {
          build.onResolve({ filter: /^(node:)?http$/ }, () => ({ path: 'http', namespace: 'built-in' }));
          build.onLoad({ filter: /^http$/, namespace: 'built-in' }, () => ({
            contents: "module.exports = process.getBuiltinModule('node:http');",
          }));
        },
      },
    ],
  });
  const files = outputFiles.map(({ path, contents }) => ({ path, contents: namedOnce(contents) }));
  for (const { path, contents } of files) await replaceFile(path, contents);
  for (const found of await readdir(to)) {
    if (!(found in entries)) await rm(join(to, found), { recursive: true });
  }
  const made = files.map(({ path, contents }) => ({ name: basename(dirname(path)), bytes: contents.length }));
  return 'api' in entries ? [...made, { name: 'page', bytes: await layPage(join(to, 'api/page')) }] : made;
}

/** Lays the page beside the function that hands it out. Returns the bytes of its first screen, compressed. */
async function layPage(to: string): Promise<number> {
  const { files, firstBytes } = await buildPage();
  for (const [path, contents] of files) await replaceFile(join(to, path), contents);
  for (const found of await readdir(join(to, 'assets'))) {
    if (!files.has(`assets/${found}`) && !found.endsWith('.new')) await rm(join(to, 'assets', found), { force: true });
  }
  return firstBytes;
}

/** A running server may be reading: it sees the old file or the new one, never a part. Two may be building at once. */
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${randomUUID()}.new`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}
