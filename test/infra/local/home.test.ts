import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHome } from '../../../infra/local/home.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-home-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a new home is its owner’s alone, and so is the log in it', async () => {
  const home = await openHome(join(folder, 'deep/home'));
  home.log('api', 'hello');
  await home.close();
  expect((await stat(home.folder)).mode & 0o777).toBe(0o700);
  const log = join(home.folder, 'seatwatch.log');
  expect((await stat(log)).mode & 0o777).toBe(0o600);
  expect(await readFile(log, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z api hello\n$/);
});

test('the log goes on at the next start, and a large one is put aside', async () => {
  const log = join(folder, 'seatwatch.log');
  await writeFile(log, 'earlier\n');
  const home = await openHome(folder);
  home.log('api', 'later');
  await home.close();
  expect(await readFile(log, 'utf8')).toMatch(/^earlier\n.*later\n$/);
  await truncate(log, 21 * 1024 * 1024);
  await (await openHome(folder)).close();
  expect(await readdir(folder)).toEqual(['seatwatch.log', 'seatwatch.log.1']);
  expect((await stat(log)).size).toBe(0);
});

test('a home that cannot be written is told with its path and what to do', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(openHome(join(folder, 'file/home'))).rejects.toThrow(
    /^Cannot keep data in .*file\/home: ENOTDIR[\s\S]*SEATWATCH_HOME/,
  );
});
