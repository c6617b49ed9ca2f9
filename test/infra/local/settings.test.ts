import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from '../../../infra/local/settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const withConfiguration = (seatwatch: unknown): Promise<void> =>
  writeFile(join(folder, 'cdk.json'), JSON.stringify({ context: { seatwatch } }));

test('the machine is configured where the stack is', async () => {
  await withConfiguration({ providers: { 'trend-micro': { enabled: false, schedule: 'rate(2 hours)' } } });
  const { providers } = await readSettings(folder);
  expect(providers['trend-micro']).toMatchObject({ enabled: false, schedule: 'rate(2 hours)' });
  expect(providers['line-works']).toMatchObject({ enabled: true, schedule: 'rate(1 hour)' });
});

test('a slip is told with the file and the place', async () => {
  await withConfiguration({ providers: { 'trend-micro': { schedule: 'hourly' } } });
  await expect(readSettings(folder)).rejects.toThrow(
    /cdk\.json: seatwatch\.providers\.trend-micro\.schedule is no schedule/,
  );
  await writeFile(join(folder, 'cdk.json'), '{');
  await expect(readSettings(folder)).rejects.toThrow(/cdk\.json: .*JSON/);
});
