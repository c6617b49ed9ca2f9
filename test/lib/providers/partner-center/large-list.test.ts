import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bench } from './bench.ts';
import { usageRow } from './rows.ts';

const WORKLOADS = ['EXO', 'SPO', 'SFB', 'TEAMS'];

test('100,000 rows are read and kept in a heap of 96 MB', { timeout: 20_000 }, async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    usageRow({
      workloadCode: WORKLOADS[index % 4],
      customerTenantId: `${String(index >> 3).padStart(8, '0')}-AAAA-4AAA-8AAA-111111111111`,
      customerName: `EXAMPLE ${index >> 3} CO`,
      productId: `${(index >> 2) % 2}2222222-BBBB-4BBB-8BBB-222222222222`,
    }),
  );
  const { running } = await bench({ now: () => new Date(), rows: { usage: rows } });
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=96',
    fileURLToPath(import.meta.resolve('./large-list-reader.ts')),
    JSON.stringify(running.secret),
  ]);
  expect(JSON.parse(stdout)).toEqual({ readings: 100_000, customers: 12_500 });
});
