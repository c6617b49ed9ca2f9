/** The bundles to be measured: the functions as they are deployed, and parts of them bundled the same way. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { bundle } from '../../infra/bundles.ts';
import { builtFunctions } from '../support/built.ts';

const PARTS = join(import.meta.dirname, '../../dist/bench');
const HANDLER = 'test/bench/baselines/handler.mjs';
const ENTRIES = {
  'read-only': 'test/bench/sides/read-only.ts',
  parts: 'test/bench/sides/parts.ts',
  'slim-handler': HANDLER,
};

export interface Built {
  /** The file of a deployed function. */
  readonly functionFile: (name: string) => string;
  /** The file of a bundled part. */
  readonly partFile: (name: keyof typeof ENTRIES | 'handler') => string;
}

export async function build(): Promise<Built> {
  const functions = builtFunctions();
  await bundle(PARTS, ENTRIES);
  await esbuild({
    absWorkingDir: join(import.meta.dirname, '../..'),
    entryPoints: [HANDLER],
    outfile: join(PARTS, 'handler/index.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    banner: { js: "import{createRequire as $cr}from'node:module';const require=$cr(import.meta.url);" },
  });
  return {
    functionFile: (name) => file(functions, name),
    partFile: (name) => file(PARTS, name),
  };
}

function file(folder: string, name: string): string {
  const path = join(folder, name, 'index.mjs');
  if (!existsSync(path)) throw new Error(`${path} was not built`);
  return path;
}
