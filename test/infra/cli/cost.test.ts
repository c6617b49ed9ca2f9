import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { said } from './run.ts';

test('the table is the one of the README', async () => {
  const { code, out } = await said(['cost']);
  expect(code).toBe(0);
  expect(readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')).toContain(`\n${out}\n`);
});

test('a number of customers has a bill of its own, whose rows add up', async () => {
  const { out } = await said(['cost', '250', '--json']);
  const { bills } = JSON.parse(out) as { bills: Array<{ customers: number; total: number; rows: object[] }> };
  expect(bills).toMatchObject([{ customers: 250 }]);
  const [bill] = bills as Array<{ total: number; rows: Array<{ dollars: number }> }>;
  expect(bill?.rows.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(bill?.total ?? 0, 9);
  expect(await said(['cost', 'many'])).toMatchObject({ code: 2 });
});
