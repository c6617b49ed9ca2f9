import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRun } from '../../../lib/ledger/runs.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { newTable, openDoor, tableOf } from './door.ts';
import { fillWorld, lineWorksRow, NOW, readNovember } from './world.ts';

const RUN = {
  provider: 'trend-micro',
  status: 'complete',
  scheduledTime: null,
  windows: { due: 1, collected: 1, failed: 0, deferred: 0 },
  records: { read: 0, changed: 0, unchanged: 0, rejected: 0, withdrawn: 0 },
  overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
  failures: [],
  failuresOmitted: 0,
} as const;

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

test('it shows the newest of what people were told, newest first, and no more than fits', async () => {
  const place = await newTable(db);
  const told = (day: string, text: string, more = 0) =>
    writeRun(openDoor(place).table, {
      ...RUN,
      runId: day,
      startedAt: `${day}T10:00:00Z`,
      finishedAt: `${day}T10:00:09Z`,
      messages: Array.from({ length: 1 + more }, (_, at) => ({ id: `${day}-${at}`, kind: 'opened', text })),
    });
  await told('2026-11-18', 'the oldest', 25);
  await told('2026-11-20', 'Seats over: <b>somebody</b>');
  const { text } = await openDoor(place, { now: () => NOW, env: { SEATWATCH_AUTH: 'none' } }).get('/');
  expect(text).toContain('Seats over: &lt;b&gt;somebody&lt;/b&gt;');
  expect(text.indexOf('2026-11-20T10:00:09Z')).toBeLessThan(text.indexOf('2026-11-18T10:00:09Z'));
  expect(text.match(/the oldest/g)).toHaveLength(19);
  expect((await openDoor(place, { now: () => NOW, env: {} }).get('/')).text).not.toContain('the oldest');
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
