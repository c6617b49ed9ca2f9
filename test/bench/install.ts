/** Installs what the baselines need and is missing; the product's own packages are above. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

const HERE = import.meta.dirname;

function packagesOf(file: string): Lock['packages'] {
  const path = join(HERE, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Lock).packages : {};
}

/** Throws when npm does. */
export function installBaselines(progress: (text: string) => void): void {
  const installed = packagesOf('node_modules/.package-lock.json');
  const missing = Object.entries(packagesOf('package-lock.json')).filter(
    ([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version,
  );
  if (missing.length === 0) return;
  progress(`installing ${missing.length} packages of the baselines`);
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--loglevel=error', '--omit=peer'];
  const { status } = spawnSync(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
    cwd: HERE,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('npm ci failed in test/bench. Can this machine reach its npm registry?');
}
