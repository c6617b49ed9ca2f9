import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { openDoor, tableOf } from './door.ts';
import { fillWorld, lineWorksRow, NOW, readNovember } from './world.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
  const door = openDoor(tableOf(db));
  await fillWorld(door.table);
  const customerName = '<img src=x onerror="alert(1)">&\'';
  await readNovember(door.table, '66', [lineWorksRow('66', '2026-11-20', 900, { customerName })]);
});
afterAll(() => db.close());

test('where no token is asked for, the page shows who is over and how the providers are doing', async () => {
  const door = openDoor(tableOf(db), {
    now: () => NOW,
    env: { SEATWATCH_AUTH: 'none', SEATWATCH_SIMULATED: 'trend-micro' },
  });
  const { status, headers, text } = await door.get('/');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(text).toContain('trend-micro (simulated vendor)');
  expect(text).not.toContain('line-works (simulated vendor)');
  expect(text).toContain('890');
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;');
  expect(text).not.toContain('<img');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(text).not.toMatch(/<script|<style| style=| on\w+=['"](?!alert)/);
});

test('where one is asked for, it shows nothing of the ledger', async () => {
  const door = openDoor(tableOf(db), { now: () => NOW, env: {} });
  const { status, text } = await door.get('/');
  expect(status).toBe(200);
  for (const word of ['Works', 'trend-micro', 'line-works', 'wfbss', '900']) expect(text).not.toContain(word);
});

test('it needs nothing but its style sheet', async () => {
  const door = openDoor(tableOf(db), { env: {} });
  const { text } = await door.get('/');
  const links = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target ?? '');
  expect(links.every((target) => target.startsWith('/'))).toBe(true);
  for (const target of links) expect([target, (await door.get(target)).status]).toEqual([target, 200]);
});
