import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../infra/bundles.ts';
import { namedOnce } from '../../infra/kept-names.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-names-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('functions of a bundle keep their names, and one that is made later is taken as it is', async () => {
  const entry = join(folder, 'names.ts');
  await writeFile(
    entry,
    `const seatsOf = (rows: readonly number[]): unknown => {
       const quietly = (row: number): number => row * 2;
       return { doubled: rows.map(quietly), name: quietly.name, stack: new Error('here').stack };
     };
     class Ledger { static seats = seatsOf; }
     export const handler = (rows: readonly number[]): unknown => ({ of: [seatsOf.name, Ledger.name], ...Ledger.seats(rows) });`,
  );
  await bundle(folder, { names: entry });
  const { handler } = (await import(join(folder, 'names/index.mjs'))) as {
    handler: (rows: readonly number[]) => { of: string[]; doubled: number[]; name: string; stack: string };
  };
  const { of, doubled, name, stack } = handler([1, 2]);
  expect(of).toEqual(['seatsOf', 'Ledger']);
  expect(doubled).toEqual([2, 4]);
  expect(stack).toContain('at Ledger.seatsOf ');
  expect(name).not.toBe('quietly');
});

test('a bundle in which functions are named in another way is refused', () => {
  expect(() => namedOnce(Buffer.from('var s=(t,e)=>Object.assign(t,{name:e});'))).toThrow('kept-names.ts');
});
