import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPageFiles } from '../../../functions/api/page-files.ts';
import { buildPage } from '../../../infra/page-bundle.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type DoorOptions, eventOf, openDoor, tableOf } from './door.ts';

let db: LocalDynamoDb;
let folder: string;
const open = (options: DoorOptions = {}) => openDoor(tableOf(db), { page: () => readPageFiles(folder), ...options });

beforeAll(async () => {
  db = await startDynamoDb();
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-page-'));
  await mkdir(join(folder, 'assets'));
  const { files } = await buildPage();
  for (const [path, bytes] of files) await writeFile(join(folder, path), bytes);
  await writeFile(join(folder, 'assets/notes.txt'), 'nobody asked for this');
});
afterAll(() => Promise.all([db.close(), rm(folder, { recursive: true })]));

describe('the page', () => {
  test('is the same file for everybody, whoever asks and whatever the ledger holds', async () => {
    const { status, headers, text } = await open({ env: {} }).send(eventOf('GET', '/?screen=find', { jwt: null }));
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).not.toMatch(/%[A-Z]+%/);
    expect(text).not.toMatch(/<style| style=| on\w+=|<script(?! type="module" src="\/assets\/page-\w+\.js")/);
  });

  test('says what is simulated also where nothing can be drawn', async () => {
    const env = { SEATWATCH_AUTH: 'none', SEATWATCH_SIMULATED: 'trend-micro,naver-cloud' };
    expect((await open({ env }).get('/')).text).toContain('simulated for: naver-cloud, trend-micro.');
    expect((await open({ env: {} }).get('/')).text).not.toContain('simulated for');
  });

  test('carries its configuration as text that cannot end its place', async () => {
    const env = { SEATWATCH_ISSUER: 'https://login.example/"><script>$&', SEATWATCH_CLIENT_ID: "a'b" };
    const { text } = await open({ env }).get('/');
    expect(text.match(/<script/g)).toHaveLength(1);
    const content = /name="seatwatch" content="([^"]*)"/.exec(text)?.[1] ?? '';
    const plain = content.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    expect(JSON.parse(plain)).toMatchObject({ issuer: env.SEATWATCH_ISSUER, clientId: env.SEATWATCH_CLIENT_ID });
  });

  test('may run its own code alone and talk to nobody but where people sign in', async () => {
    const env = {
      SEATWATCH_ISSUER: 'https://issuer.example/pool',
      SEATWATCH_SIGN_IN_ORIGIN: 'https://sign-in.example',
    };
    const policy = (await open({ env }).get('/')).headers['content-security-policy'] ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self' https://issuer.example https://sign-in.example",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    const alone = (await open({ env: { SEATWATCH_ISSUER: 'not an address' } }).get('/')).headers;
    expect(alone['content-security-policy']).toContain("connect-src 'self';");
    expect(alone).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('is sent again only when it differs', async () => {
    const door = open();
    const { headers } = await door.get('/');
    expect(headers['cache-control']).toBe('no-cache');
    const { etag = '' } = headers;
    for (const known of [etag, `"other", W/${etag}`]) {
      const answer = await door.get('/', { 'if-none-match': known });
      expect([answer.status, answer.text, answer.headers['etag']]).toEqual([304, '', etag]);
    }
    expect((await door.get('/', { 'if-none-match': '"other"' })).status).toBe(200);
    const env = { SEATWATCH_AUTH: 'none', SEATWATCH_SIMULATED: 'trend-micro' };
    expect((await open({ env }).get('/')).headers['etag']).not.toBe(etag);
  });
});

describe('its assets', () => {
  test('are there, never change, and come as small as the browser takes them', async () => {
    const door = open({ env: {} });
    const { text } = await door.get('/');
    const targets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target ?? '');
    const assets = targets.filter((target) => target.startsWith('/assets/'));
    expect(assets.length).toBeGreaterThan(2);
    for (const target of assets) {
      const plain = await door.get(target);
      expect([target, plain.status]).toEqual([target, 200]);
      expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(plain.headers['vary']).toBe('accept-encoding');
      const zipped = await door.get(target, { 'accept-encoding': 'gzip, br;q=0' });
      expect([zipped.headers['content-encoding'], zipped.text]).toEqual(['gzip', plain.text]);
      const small = await door.send(eventOf('GET', target, { headers: { 'accept-encoding': 'gzip, deflate, br' } }));
      expect(small.headers['content-encoding']).toBe('br');
    }
  });

  test('are compressed as what they are', async () => {
    const { assets } = readPageFiles(folder);
    for (const { plain, coded } of assets.values()) {
      expect(brotliDecompressSync(coded.br ?? new Uint8Array())).toEqual(plain);
    }
  });

  test('are those that the build made and nothing else', async () => {
    const door = open({ env: {} });
    for (const name of ['notes.txt', 'nothing.js', '..%2fshell.html', 'shell.html', '']) {
      expect([name, (await door.get(`/assets/${name}`)).status]).toEqual([name, 404]);
    }
  });
});

test('a function without its page answers all the same, and says what is missing', async () => {
  const door = open({ page: () => readPageFiles(join(folder, 'nowhere')) });
  const { status, text } = await door.get('/');
  expect([status, text]).toEqual([200, expect.stringContaining('build it again')]);
  expect((await door.get('/assets/page.js')).status).toBe(404);
});

test('the first screen is loaded with few bytes, and charts and sign-in not with it', async () => {
  const { files, firstBytes } = await buildPage();
  expect(firstBytes).toBeGreaterThan(5_000);
  expect(firstBytes).toBeLessThan(60_000);
  expect([...files.keys()].filter((path) => path.startsWith('assets/signed-session-'))).toHaveLength(3);
});
