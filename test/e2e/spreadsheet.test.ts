/** An export opened in a spreadsheet program that people have: its cells are the text that vendors sent, and no formula. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTable } from '../../lib/ledger/client.ts';
import { readCsv } from '../functions/api/csv-reader.ts';
import { openDoor } from '../functions/api/door.ts';
import { startDynamoDb } from '../support/dynamodb.ts';
import { collect } from '../support/ledger.ts';

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
if (!hasOffice) console.log('soffice is not installed: no export is opened in a spreadsheet program');

const NAMES = [
  '=1+1',
  "+cmd|' /C calc'!A0",
  '-2',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("http://127.0.0.1/","x")',
  'a "quoted", name; with\na second line',
  '주식회사 테스트',
  '株式会社テスト',
  'seats 🪑👨‍👩‍👧',
  "'=1+1",
];

let folder: string;
/** Text of the export, then of what the program made of it. */
let exported: string;

beforeAll(async () => {
  const db = await startDynamoDb();
  const table = openTable(db.table, { client: db.client });
  await collect(
    table,
    {
      provider: 'partner-center',
      dataset: 'deployment',
      from: '2026-11-20',
      to: '2026-11-20',
      at: '2026-11-20T03:00:00Z',
    },
    NAMES.map((customerName, index) => ({
      customerId: `customer-${String(index).padStart(2, '0')}`,
      customerName,
      productId: 'product',
      productName: '=2+3',
      period: '2026-11-19',
      entitled: 20,
      consumed: 25,
      labels: { serviceCode: 'exo', serviceName: '=4+5', channel: null },
      reported: { licensesDeployed: 25, licensesSold: 20 },
    })),
  );
  const door = openDoor({ name: db.table, client: db.client }, { now: () => new Date('2026-11-21T02:00:00Z') });
  exported = (await door.get('/v1/usage?format=csv')).text;
  await db.close();
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-spreadsheet-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens a file as UTF-8 with commas, as its assistant offers to do, and saves it in another form: its text. */
async function saved(text: string, to: string): Promise<string> {
  const file = join(folder, 'export.csv');
  await writeFile(file, text);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const out = join(folder, 'out');
  const args = ['--headless', profile, '--infilter=CSV:44,34,76,1', '--convert-to', to, '--outdir', out, file];
  await promisify(execFile)('soffice', args, { cwd: folder });
  return readFile(join(out, `export.${to.split(':')[0]}`), 'utf8');
}

const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';

/** A spreadsheet knows one kind of line end inside of a cell. */
const oneKind = (cell = ''): string => cell.replaceAll('\r', '\n');

/** Text that begins with an apostrophe of its own looks like protected text. */
const sent = (name: string): string => oneKind(name).replace(/^'(?==)/, '');

test.skipIf(!hasOffice)('LibreOffice shows every name of an export as text, as it was sent', async () => {
  const text = await saved(exported, CSV);
  const shown = readCsv(text.replaceAll(/\r?\n(?=provider|partner-center|$)/g, '\r\n'));
  const cells = readCsv(exported);
  expect(shown).toHaveLength(NAMES.length + 1);
  for (const [at, row] of cells.entries()) {
    for (const [column, cell] of row.slice(0, 10).entries()) expect(oneKind(shown[at]?.[column])).toBe(oneKind(cell));
  }
  // Taken away what protects it, a name is what the vendor sent.
  const names = shown.slice(1).map((row) => oneKind(row[4]).replace(/^'(?=[=+\-@\t\n])/, ''));
  expect(names.toSorted()).toEqual(NAMES.map(sent).toSorted());
});

test.skipIf(!hasOffice)(
  'LibreOffice computes nothing in an export, and would have without what protects it',
  async () => {
    expect(await saved(exported, 'fods')).not.toContain('table:formula');
    const bare = exported.replaceAll(/(^|[,"])'(?=[=+@-])/gm, '$1');
    expect(await saved(bare, 'fods')).toContain('table:formula="of:=1+1"');
  },
);
