/** A client as others make theirs: types generated from the API's description, a program written against them. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GatewayEvent, gatewayHandler } from '../../functions/api/gateway.ts';
import { type Gateway, openGateway } from '../../infra/local/gateway.ts';
import { createApi } from '../../functions/api/app.ts';
import { settingsFrom } from '../../functions/api/settings.ts';
import { openTable } from '../../lib/ledger/client.ts';
import { writeRun } from '../../lib/ledger/runs.ts';
import { fillWorld, lineWorksRow, NOW, readNovember } from '../functions/api/world.ts';
import { type LocalDynamoDb, startDynamoDb } from '../support/dynamodb.ts';
import { ROOT } from '../support/sources.ts';

const run = promisify(execFile);

let db: LocalDynamoDb;
let gateway: Gateway;
let folder: string;
const started: string[] = [];

beforeAll(async () => {
  db = await startDynamoDb();
  const table = openTable(db.table, { client: db.client });
  await fillWorld(table);
  // One that was read again and had changed.
  await readNovember(table, '10000001', [lineWorksRow('10000001', '2026-11-18', 99)], { at: '2026-11-21T01:30:00Z' });
  await writeRun(table, {
    provider: 'line-works',
    runId: 'run-1',
    status: 'partial',
    startedAt: '2026-11-21T01:00:00.000Z',
    finishedAt: '2026-11-21T01:05:00.000Z',
    scheduledTime: null,
    windows: { due: 2, collected: 1, failed: 1, deferred: 0 },
    records: { read: 1, changed: 1, unchanged: 0, rejected: 0, withdrawn: 0 },
    overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
    failures: [
      { account: 'default', dataset: 'usages', customerId: '1', window: '2026-11', code: 'THROTTLED', message: 'm' },
    ],
    failuresOmitted: 0,
  });
  const api = createApi({
    table: () => table,
    settings: settingsFrom({ SEATWATCH_AUTH: 'none', SEATWATCH_COLLECTOR_LINE_WORKS: 'collect-line-works' }),
    start: async (name) => {
      started.push(name);
    },
    now: () => NOW,
  });
  const handler = gatewayHandler((request, event) => api.fetch(request, { event }));
  gateway = await openGateway(0, async (event) => ({
    payload: JSON.stringify(await handler(event as GatewayEvent)),
    failed: false,
  }));
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-client-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const description = (await (await fetch(`http://localhost:${gateway.port}/v1/openapi.json`)).json()) as OpenAPI3;
  await writeFile(join(folder, 'paths.ts'), astToString(await openapiTS(description)));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await copyFile(join(import.meta.dirname, 'program.ts.txt'), join(folder, 'program.ts'));
  await copyFile(join(import.meta.dirname, 'mistakes.ts.txt'), join(folder, 'mistakes.ts'));
});
afterAll(async () => {
  await gateway.close(0);
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the compiler says of a file, nothing where all is well. */
async function compiled(file: string): Promise<string> {
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    target: 'es2024',
    module: 'nodenext',
    types: ['node'],
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

test('a program that reads every field of every route compiles, strictly, and reads them', async () => {
  expect(await compiled('program.ts')).toBe('');
  const origin = `http://localhost:${gateway.port}`;
  const { stdout } = await run(process.execPath, [join(folder, 'program.ts'), origin], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual([
    'usage,true,default,8,14,works/basic,works/basic,ANNUAL_2,8,10,4,false,20',
    'page 2',
    'text/csv true',
    'application/x-ndjson true',
    'overages,trend-micro,default,vendor-license,640FE47F-5118-4D79-8221-A35D0DE2EE2C,,wfbss,Worry-Free Business Security Services,partner,2026-11-01,,6,177,180,2026-11-20,false',
    'customers,line-works,true,8,Works,2,10,number,number,2026-11-20',
    'underused,partner-center,default,deployment,36,=Contoso, "East",CFQ7TTC0LF8Q,Office,spo,,false,0,,,2,90,2026-11-17',
    'providers,line-works,default,true,false,line-works,run-1,false,2026,24,,6,0,1,20,2026-11-20,true,',
    'coverage,line-works,default,10000001,usages,10,false,object,false',
    'corrections,line-works,default,usages,10000001,Works 10000001,works/basic,works/basic,ANNUAL_2,2026-11-16,10,8,0,8,,20,20',
    'runs line-works,run-1,false,2026,24,,6,0,1 null',
    'started true',
    '400,about:blank,Bad Request,400,must be a day that exists,from',
    'ok,,,seatwatch/read,seatwatch/collect,false,true,3.1.0',
  ]);
  expect(started).toEqual(['collect-line-works']);
});

test('what the API does not have does not compile', async () => {
  const lines = (await readFile(join(folder, 'mistakes.ts'), 'utf8')).trimEnd().split('\n');
  const errors = await compiled('mistakes.ts');
  const found = new Set([...errors.matchAll(/mistakes\.ts\((\d+),/g)].map(([, line]) => Number(line)));
  expect(lines.filter((_, index) => !found.has(index + 1))).toEqual(lines.slice(0, 4));
});
