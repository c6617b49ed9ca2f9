import { spawnSync } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const elsewhere = { optional: true, os: ['plan9'], cpu: ['mips'] };
const locked = {
  '': { name: 'seatwatch' },
  'node_modules/server': { version: '1.0.0' },
  'node_modules/server/node_modules/part': { version: '3.0.0' },
  'node_modules/tool': { version: '2.0.0', dev: true },
  'node_modules/native-plan9': { version: '1.0.0', ...elsewhere },
};

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seatwatch-install-'));
  await mkdir(join(root, 'infra/local'), { recursive: true });
  await cp(join(import.meta.dirname, '../../../infra/local/install.mjs'), join(root, 'infra/local/install.mjs'));
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  // Stands in for npm: notes how it was called.
  await writeFile(
    join(root, 'npm.mjs'),
    `import fs from 'node:fs';fs.writeFileSync('asked', process.argv.slice(2).join(' '));`,
  );
});
afterEach(() => rm(root, { recursive: true }));

async function installed(versions: Record<string, string>): Promise<void> {
  const packages = Object.fromEntries(Object.entries(versions).map(([path, version]) => [path, { version }]));
  for (const path of Object.keys(versions)) await mkdir(join(root, path), { recursive: true });
  await writeFile(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

async function run(
  mode: 'run' | 'test',
  npm = 'npm.mjs',
): Promise<{ asked: string | null; out: string; err: string; status: number | null }> {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['infra/local/install.mjs', mode], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: dirname(process.execPath), npm_execpath: join(root, npm) },
  });
  const asked = await readFile(join(root, 'asked'), 'utf8').catch(() => null);
  return { asked, out: stdout, err: stderr, status };
}

test('a fresh clone gets only what running needs before npm start', async () => {
  const { asked, out } = await run('run');
  expect(asked).toMatch(/^ci --omit=dev /);
  expect(out).toBe('Installing what running needs, missing packages: 2 …\n');
});

test('a fresh clone gets everything before npm test', async () => {
  const { asked, out } = await run('test');
  expect(asked).toMatch(/^ci --include=dev /);
  expect(out).toBe('Installing everything, missing packages: 3 …\n');
});

test('nothing is said or done when all is there', async () => {
  await installed({ 'node_modules/server': '1.0.0', 'node_modules/server/node_modules/part': '3.0.0' });
  expect(await run('run')).toEqual({ asked: null, out: '', err: '', status: 0 });
});

test('a lock file that names another version than the one installed is followed', async () => {
  await installed({ 'node_modules/server': '0.9.0', 'node_modules/server/node_modules/part': '3.0.0' });
  expect((await run('run')).out).toContain('missing packages: 1');
});

test('a package that was deleted by hand is noticed', async () => {
  await installed({ 'node_modules/server': '1.0.0', 'node_modules/server/node_modules/part': '3.0.0' });
  await rm(join(root, 'node_modules/server/node_modules/part'), { recursive: true });
  expect((await run('run')).asked).toMatch(/^ci --omit=dev /);
});

test('the tools of somebody who develops are not taken away by npm start', async () => {
  await installed({ 'node_modules/server': '0.9.0', 'node_modules/tool': '2.0.0' });
  expect((await run('run')).asked).toMatch(/^ci --include=dev /);
});

test('a failed installation stops the command and says what to look at', async () => {
  await writeFile(join(root, 'broken.mjs'), 'process.exit(7)');
  const { err, status } = await run('run', 'broken.mjs');
  expect(err).toContain('npm ci failed');
  expect(status).toBe(1);
});

test('a packaged Node that does not run here makes way for the system’s own', async () => {
  await installed({ 'node_modules/server': '1.0.0', 'node_modules/server/node_modules/part': '3.0.0' });
  const packaged = join(root, 'node_modules/.bin/node');
  await mkdir(dirname(packaged));
  await writeFile(packaged, '#!/bin/sh\nexit 127\n', { mode: 0o755 });
  expect(await run('run')).toMatchObject({ err: '', status: 0 });
  await expect(access(packaged)).rejects.toMatchObject({ code: 'ENOENT' });
});
