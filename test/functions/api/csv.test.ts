import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine, csvLines } from '../../../functions/api/csv.ts';
import { readCsv } from './csv-reader.ts';

const DANGEROUS = ['=', '+', '-', '@', '\t', '\r'];

/** Text made of what matters to CSV and to spreadsheets, and of anything. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...DANGEROUS, '"', ',', '\n', '\r\n', "'", ' ', ';', 'A1', 'cmd|', 'HYPERLINK(', '東京'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
);

/** What a reader has to take off again. */
const bare = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

describe('a line of CSV', () => {
  test('gives back every cell as it was', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
        const [row, ...others] = readCsv(csvLine(cells));
        expect(others).toEqual([]);
        expect(row).toHaveLength(cells.length);
        // A text that began with an apostrophe and such a character itself keeps it.
        expect(row?.map((cell, index) => (cells[index]?.startsWith("'") ? cell : bare(cell)))).toEqual(cells);
      }),
    );
  });

  test('holds no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(text, (value) => {
        const [[cell = ''] = []] = readCsv(csvLine([value]));
        expect(DANGEROUS.filter((start) => cell.startsWith(start))).toEqual([]);
      }),
    );
  });

  test('ends as RFC 4180 has it, and quotes only what needs it', () => {
    expect(csvLine(['a', 'b c', 1.5, true])).toBe('a,b c,1.5,true\r\n');
    expect(csvLine(['a,b', 'say "so"', 'two\nlines', 'two\rlines'])).toBe(
      '"a,b","say ""so""","two\nlines","two\rlines"\r\n',
    );
  });

  test('tells nothing from empty text', () => {
    expect(csvLine([null, undefined, '', 0])).toBe(',,"",0\r\n');
  });

  test('has an apostrophe before formulas in text, and none before numbers, inner signs or objects', () => {
    expect(csvLine(['=1+1', '+1', '-1', '@a', '\ta', '\ra'])).toBe(`'=1+1,'+1,'-1,'@a,'\ta,"'\ra"\r\n`);
    expect(csvLine([-1, 'a=1', ' =1', { a: '=1' }])).toBe('-1,a=1, =1,"{""a"":""=1""}"\r\n');
  });

  test('shows an object as its JSON text, whatever it holds', () => {
    const value = fc.oneof(
      text,
      fc.jsonValue(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), value), fc.array(value)), (object) => {
        expect(readCsv(csvLine([object]))).toEqual([[JSON.stringify(object)]]);
      }),
    );
  });

  test('is the same when lines of one sheet follow each other', () => {
    const some = fc.oneof(fc.constantFrom<unknown>('', '=1', null, undefined, 0, -0, {}, []), text, fc.jsonValue());
    const names = fc.constantFrom('a', 'b', '1', '__proto__', 'say "so"', '東京');
    const object = fc.uniqueArray(fc.tuple(names, some), { selector: ([name]) => name }).map(Object.fromEntries);
    const record = fc.record({ first: fc.oneof(some, object), second: fc.oneof(object, some) });
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const lineOf = csvLines(['first', 'second']);
        expect(records.map(lineOf)).toEqual(records.map(({ first, second }) => csvLine([first, second])));
      }),
    );
  });

  test('shows the members of an object in their own order, though those before had them in another', () => {
    const lineOf = csvLines(['labels']);
    const lines = [{ a: 1, b: null }, { b: null, a: 1 }, { b: null }, {}, { b: null, a: undefined }];
    expect(lines.map((labels) => lineOf({ labels }))).toEqual(lines.map((labels) => csvLine([labels])));
  });
});
