import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { partnerCenterVendor } from '../../../infra/local/vendors/partner-center.ts';
import { serve } from '../../../infra/local/vendors/simulator.ts';
import type { RunResult } from '../../../lib/run-result.ts';
import { startAcceptingDynamoDb } from '../../support/accepting-dynamodb.ts';
import { startSecretsManager } from '../../support/secrets-manager.ts';
import { usageRow } from '../providers/partner-center/rows.ts';

const WORKLOADS = ['EXO', 'SPO', 'SFB', 'TEAMS'];

test('100,000 rows are collected, compared and written in a heap of 192 MB', { timeout: 120_000 }, async () => {
  const usage = Array.from({ length: 100_000 }, (_, index) =>
    usageRow({
      workloadCode: WORKLOADS[index % 4],
      customerTenantId: `${String(index >> 3).padStart(8, '0')}-AAAA-4AAA-8AAA-111111111111`,
      customerName: `EXAMPLE ${index >> 3} CO`,
      productId: `${(index >> 2) % 2}2222222-BBBB-4BBB-8BBB-222222222222`,
    }),
  );
  const [vendor, dynamoDb, secrets] = await Promise.all([
    serve(partnerCenterVendor({ now: () => new Date(), rows: { usage, deployment: [] } })),
    startAcceptingDynamoDb(),
    startSecretsManager(),
  ]);
  onTestFinished(async () => {
    await Promise.all([vendor.close(), dynamoDb.close(), secrets.close()]);
  });
  secrets.set('seatwatch/partner-center', JSON.stringify(vendor.secret));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=192', fileURLToPath(import.meta.resolve('./large-collection-run.ts'))],
    {
      env: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
        SEATWATCH_TABLE: 'seatwatch',
        SEATWATCH_SECRET: 'seatwatch/partner-center',
      },
      maxBuffer: 16 * 2 ** 20,
    },
  );
  const result = JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))) as RunResult & { rssMb: number };
  expect(result).toMatchObject({ status: 'complete', records: { read: 100_000, changed: 100_000 } });
  // A period, names and a place in the directory for each customer.
  expect(dynamoDb.puts.get('U')).toBe(2 * 12_500);
  expect(dynamoDb.puts.get('C')).toBe(12_500);
  expect(result.rssMb).toBeLessThan(512);
});
