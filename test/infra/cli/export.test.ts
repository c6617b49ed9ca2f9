/** What an export leaves behind, however the answer ends. */
import type { ServerResponse } from 'node:http';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpServer, serveHttp } from '../../support/http-server.ts';
import { said } from './run.ts';

let folder: string;
let server: HttpServer | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-export-'));
  server = null;
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

type Answer = (response: ServerResponse, target: string) => void;

async function exporting(answer: Answer, ...args: string[]) {
  server = await serveHttp((request, response) => answer(response, request.url ?? ''));
  return said(['export', ...args, '--url', server.origin], { INIT_CWD: folder });
}

const csv = { 'content-type': 'text/csv; charset=utf-8' };
const LINK = '/v1/usage?cursor=abc&format=csv';
const twoParts: Answer = (response, target) =>
  target === LINK
    ? response.writeHead(200, csv).end('b,2\r\nc,3\r\n')
    : response.writeHead(200, { ...csv, link: `<${LINK}>; rel="next"` }).end('name,seats\r\na,1\r\n');

const oneLine: Answer = (response) => response.writeHead(200).end('{"a":1}\n');

describe('an export', () => {
  test('goes on from part to part, and is named from where the person stands', async () => {
    const { code, out } = await exporting(twoParts, '--output', 'seats.csv', '--provider', 'trend-micro', '--json');
    expect(code).toBe(0);
    const output = join(folder, 'seats.csv');
    expect(JSON.parse(out)).toEqual({ list: 'usage', format: 'csv', output, records: 3, bytes: 27 });
    expect(await readFile(output, 'utf8')).toBe('name,seats\r\na,1\r\nb,2\r\nc,3\r\n');
    expect(server?.asked).toEqual(['GET /v1/usage?provider=trend-micro&format=csv', `GET ${LINK}`]);
    expect(await readdir(folder)).toEqual(['seats.csv']);
  });

  test('is what the file is called, where nobody says otherwise', async () => {
    const { out } = await exporting(oneLine, 'overages', '--output', 'over.ndjson', '--state', 'all');
    expect(out).toContain('1 records in');
    expect(server?.asked).toEqual(['GET /v1/overages?state=all&format=ndjson']);
  });

  test.each<readonly [string, Answer, RegExp]>([
    [
      'breaks off',
      (response) => {
        response.writeHead(200, { ...csv, 'content-length': '1000' });
        response.write('name,seats\r\n', () => response.destroy());
      },
      /broke off/,
    ],
    [
      'breaks off at a later part',
      (response, target) => (target === LINK ? response.writeHead(500).end() : twoParts(response, target)),
      /answers 500/,
    ],
    [
      'is refused',
      (response) => response.writeHead(400).end(JSON.stringify({ detail: 'is after to', parameter: 'from' })),
      /--from: is after to/,
    ],
  ])('that %s leaves what was there, and nothing half', async (_, answer, told) => {
    await writeFile(join(folder, 'seats.csv'), 'of yesterday');
    const { code, out, err } = await exporting(answer, '--output', 'seats.csv');
    expect({ isOver: code !== 0, out }).toEqual({ isOver: true, out: '' });
    expect(err).toMatch(told);
    expect(await readFile(join(folder, 'seats.csv'), 'utf8')).toBe('of yesterday');
    expect(await readdir(folder)).toEqual(['seats.csv']);
  });

  test.each([
    [['--measure', 'seats', 'overages'], '--measure: overages has no such option'],
    [['prices'], 'prices is no list'],
    [['--json'], 'needs --output'],
  ])('that cannot be meant is refused: %s', async (args, told) => {
    const { code, err } = await exporting(twoParts, ...args);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(told) });
    expect(server?.asked).toEqual([]);
  });

  test('that cannot be written says so', async () => {
    const { code, err } = await exporting(twoParts, '--output', 'nowhere/seats.csv');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('cannot be written') });
  });
});

async function asking(answer: Answer, ...args: string[]) {
  server = await serveHttp((request, response) => answer(response, request.url ?? ''));
  return said([...args, '--url', server.origin]);
}

const page: Answer = (response) => response.writeHead(200).end('<html>');

describe('what the API refuses', () => {
  test('is asked again when it is only busy', async () => {
    let count = 0;
    const answer: Answer = (response) =>
      ++count < 2 ? response.writeHead(429).end() : response.writeHead(200).end('{"items":[],"next":null}');
    expect(await asking(answer, 'runs')).toMatchObject({ code: 0, err: 'Nothing has run yet.\n' });
  });

  test('is told to programs as JSON, with where nobody answers', async () => {
    const { code, err } = await said(['runs', '--json', '--url', 'http://localhost:9']);
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'UNREACHABLE' } });
  });

  test('is not taken for an answer when it is something else that answers', async () => {
    expect(await asking(page, 'usage')).toMatchObject({ code: 1, err: expect.stringContaining('is not Seatwatch') });
  });
});
