import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvLine } from '../../../functions/api/csv.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { collect } from '../../support/ledger.ts';
import { readCsv } from './csv-reader.ts';
import { type Answer, type Door, openDoor, newTable, tableOf } from './door.ts';
import { fillWorld, NOW, TENANT } from './world.ts';

let db: LocalDynamoDb;
let door: Door;
let large: Door;
const LARGE = 9000;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
  large = openDoor(await newTable(db), { now: () => NOW });
  await collect(
    large.table,
    { provider: 'naver-cloud', dataset: 'contract-usage', from: '2026-11', to: '2026-11', at: '2026-11-20T00:00:00Z' },
    Array.from({ length: LARGE }, (_, index) => ({
      customerId: `big-${index % 3}`,
      productId: `PRODUCT-${index}`,
      period: '2026-11',
      unit: 'USAGE_TIME',
      consumed: index,
      labels: {
        contractNo: String(index),
        contractProductSequence: '1',
        meteringType: 'M',
        instanceName: '"quoted", and long '.repeat(6),
      },
      reported: { usageQuantity: index },
    })),
  );
}, 60_000);
afterAll(() => db.close());

const nextOf = ({ headers }: Answer): string | null =>
  /^<([^>]+)>; rel="next"$/.exec(headers['link'] ?? '')?.[1] ?? null;

describe('CSV', () => {
  test('has the columns of a record in their order, and cells that say what they are', async () => {
    const answer = await door.get(`/v1/usage?format=csv&customer=${TENANT}&dataset=deployment&to=2026-11-21`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const [header, first] = answer.text.split('\r\n');
    expect(header).toBe(
      'provider,account,dataset,customerId,customerName,productId,productName,measure,unit,labels,period,' +
        'entitled,consumed,exceeded,reported,final,corrections,observedAt',
    );
    expect(first).toBe(
      `partner-center,default,deployment,${TENANT.toLowerCase()},"'=Contoso, ""East""",CFQ7TTC0LF8Q,Office,seats,seat,` +
        '"{""serviceCode"":""exo"",""serviceName"":""EXO"",""channel"":""reseller""}",2026-11-17,20,25,5,' +
        '"{""licensesDeployed"":25,""licensesSold"":20}",true,0,2026-11-19T03:00:00Z',
    );
  });

  test('leaves null empty', async () => {
    const { text } = await door.get(
      '/v1/usage?format=csv&customer=10000002&account=default&product=works/monthly&from=2026-11-20',
    );
    expect(readCsv(text)[1]?.slice(8, 15)).toEqual([
      'seat',
      '{"plan":"MONTHLY","status":"USING"}',
      '2026-11-20',
      '',
      '4',
      '',
      '{"memberCount":4,"maxMemberCount":null}',
    ]);
  });

  test('any values come back as they were, and no cell is a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[=+\-@\t\r][",\r\n=+a]*$/),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const lines = rows.map(csvLine).join('');
        expect(lines.endsWith('\r\n')).toBe(true);
        const shown = rows.map((row) =>
          row.map((value) => {
            if (value === null) return '';
            if (typeof value !== 'string') return JSON.stringify(value);
            return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
          }),
        );
        expect(readCsv(lines)).toEqual(shown);
      }),
    );
  });

  test('of overages and corrections has their columns', async () => {
    const overages = await door.get('/v1/overages?format=csv&state=all');
    expect(overages.text.split('\r\n')[0]).toBe(
      'provider,account,dataset,customerId,customerName,productId,productName,labels,since,until,peak,entitled,consumed,exceeded,asOf,expected',
    );
    const corrections = await door.get('/v1/corrections?format=csv');
    expect(corrections.text).toBe(
      'provider,account,dataset,customerId,customerName,productId,productName,labels,period,before,after,observedAt,correctedAt\r\n',
    );
  });
});

describe('the form of an answer', () => {
  test.each([
    ['text/csv', 'text/csv'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['text/html, text/csv;q=0.5', 'text/csv'],
    ['application/json;q=0.4, application/x-ndjson;q=0.5', 'application/x-ndjson'],
    ['text/csv;q=0', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['image/png', 'application/json'],
    ['text/*', 'text/csv'],
    ['text/csv, application/json', 'application/json'],
  ])('follows Accept: %s', async (accept, type) => {
    const { headers } = await door.get('/v1/usage?customer=c-1', { accept });
    expect(headers['content-type']?.split(';')[0]).toBe(type);
  });

  test('follows format before Accept, whatever it is', async () => {
    const { headers } = await door.get('/v1/usage?customer=c-1&format=json', { accept: 'text/csv' });
    expect(headers['content-type']).toBe('application/json');
    expect((await door.get('/v1/customers?provider=naver-cloud', { accept: 'text/csv' })).headers['content-type']).toBe(
      'application/json',
    );
  });

  test('NDJSON has the items of the JSON form, one a line', async () => {
    const lines = await door.get('/v1/usage?format=ndjson');
    const { items } = await door.page('/v1/usage?limit=1000');
    expect(lines.text.endsWith('\n')).toBe(true);
    expect(
      lines.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(items);
  });

  test('is compressed when the caller accepts it', async () => {
    const plain = await door.get('/v1/usage?provider=partner-center&format=csv');
    const packed = await door.get('/v1/usage?provider=partner-center&format=csv', { 'accept-encoding': 'br, gzip' });
    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(packed.text).toBe(plain.text);
    const refused = await door.get('/v1/usage?provider=partner-center&format=csv', { 'accept-encoding': 'gzip;q=0' });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });
});

describe('an export larger than one answer', () => {
  test.each<Record<string, string>>([{}, { 'accept-encoding': 'gzip' }])(
    'goes on at its link without a second header: %j',
    async (headers) => {
      const rows: string[][] = [];
      let target: string | null = '/v1/usage?format=csv&provider=naver-cloud';
      let parts = 0;
      while (target !== null) {
        const answer: Answer = await large.get(target, headers);
        expect(answer.status).toBe(200);
        expect(answer.bytes).toBeLessThan(6_000_000);
        rows.push(...readCsv(answer.text));
        target = nextOf(answer);
        parts++;
      }
      expect(parts).toBe(Object.keys(headers).length > 0 ? 1 : 2);
      expect(rows.filter((row) => row[0] === 'provider')).toHaveLength(1);
      expect(new Set(rows.map((row) => `${row[3]} ${row[5]}`)).size).toBe(LARGE + 1);
    },
    30_000,
  );

  test('keeps a limit and the form through its links', async () => {
    const first = await large.get('/v1/usage?limit=700', { accept: 'application/x-ndjson' });
    const next = nextOf(first) ?? '';
    expect(next.startsWith('/v1/usage?')).toBe(true);
    const second = await large.get(next);
    expect(second.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(second.text.trimEnd().split('\n')).toHaveLength(700);
  });

  test('stops early when it takes long, and loses nothing', async () => {
    const slow = openDoor(door.table, { now: () => NOW, exportMs: -1 });
    const query = '/v1/usage?format=ndjson&provider=line-works&customer=10000001';
    const lines: string[] = [];
    for (let target: string | null = query; target !== null; ) {
      const answer: Answer = await slow.get(target);
      lines.push(answer.text);
      target = nextOf(answer);
    }
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.join('')).toBe((await door.get(query)).text);
  });
});
