/** The functions as they are deployed: built once, again only when a source is newer. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLES, ENTRIES } from '../../infra/bundles.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUILDING = ['bundles.ts', 'kept-names.ts', 'page-bundle.ts', 'slim'].map((name) => `infra/${name}`);
const SOURCES = ['lib', 'functions', ...BUILDING, 'package-lock.json'];

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(path: string): number {
  const whole = join(ROOT, path);
  if (!statSync(whole).isDirectory()) return changedAt(whole);
  return Math.max(...readdirSync(whole, { recursive: true }).map((name) => changedAt(join(whole, String(name)))));
}

const fileOf = (name: string): string => join(BUNDLES, name, 'index.mjs');

/** The folder with a folder for each function. Throws with the build's own words when it fails. */
export function builtFunctions(): string {
  const built = Math.min(...Object.keys(ENTRIES).map((name) => changedAt(fileOf(name))));
  if (built > Math.max(...SOURCES.map(newest))) return BUNDLES;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/build.ts'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build failed:\n${stdout}\n${stderr}`);
  return BUNDLES;
}
