import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../infra/bundles.ts';

let folder: string;
let entry: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-bundles-'));
  entry = join(folder, 'asks.ts');
  const http = JSON.stringify(join(import.meta.dirname, '../../lib/http.ts'));
  await writeFile(
    entry,
    `import { createHttp } from ${http};
     export async function handler(url: string): Promise<string> {
       const http = createHttp({ signal: new AbortController().signal, remainingMs: () => 1000 });
       const answer = await http.send({ prepare: () => ({ method: 'GET', url, headers: {} }), judge: () => null });
       await http.close();
       return answer.text;
     }`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('a bundle works alone, without the packages that it was made from', async () => {
  const to = join(folder, 'alone');
  await bundle(to, { asks: entry });
  const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { handler } = (await import(join(to, 'asks/index.mjs'))) as { handler: (url: string) => Promise<string> };
  expect(await handler(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toBe('hello');
  await new Promise((resolve) => server.close(resolve));
});

test('the pool comes without the rest of its package', async () => {
  const [made] = await bundle(join(folder, 'small'), { asks: entry });
  expect(made?.bytes).toBeLessThan(520_000);
});

test('the same sources give the same bytes, and what is no function any more goes away', async () => {
  const to = join(folder, 'twice');
  await bundle(to, { asks: entry });
  const first = await readFile(join(to, 'asks/index.mjs'));
  await mkdir(join(to, 'retired'));
  await bundle(to, { asks: entry });
  expect(await readFile(join(to, 'asks/index.mjs'))).toEqual(first);
  expect(await readdir(to)).toEqual(['asks']);
  expect(await readdir(join(to, 'asks'))).toEqual(['index.mjs']);
});
