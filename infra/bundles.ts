/** The functions as one self-contained file each. Cloud, local mode and tests run these very bytes. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { PROVIDER_IDS } from '../lib/usage.ts';

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
    banner: { js: "import{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);" },
    // Stacks in the log name functions, not letters.
    keepNames: true,
    plugins: [
      {
        name: 'slim',
        setup: (build) =>
          build.onResolve({ filter: new RegExp(`^(${Object.keys(SLIM).join('|')})$`) }, ({ path }) => ({
            path: join(import.meta.dirname, 'slim', SLIM[path] ?? ''),
          })),
      },
    ],
  });
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    // A running server may be reading: it sees the old file or the new one, never a part. Two may be building at once.
    const fresh = `${path}.${randomUUID()}.new`;
    await writeFile(fresh, contents);
    await rename(fresh, path);
  }
  for (const found of await readdir(to)) {
    if (!(found in entries)) await rm(join(to, found), { recursive: true });
  }
  return outputFiles.map(({ path, contents }) => ({ name: basename(dirname(path)), bytes: contents.length }));
}
