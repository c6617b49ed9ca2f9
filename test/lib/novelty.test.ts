import { expect, test } from 'vitest';
import { noveltyOf } from '../../lib/novelty.ts';
import { noticeNovelties as ofNaverCloud } from '../../lib/providers/naver-cloud/novelties.ts';
import { noticeNovelties as ofPartnerCenter } from '../../lib/providers/partner-center/novelties.ts';
import { listCustomers } from '../../lib/providers/trend-micro/customers.ts';
import { contract } from './providers/naver-cloud/contracts.ts';
import { usageRow } from './providers/partner-center/rows.ts';

function log() {
  const lines: unknown[] = [];
  return { lines, notice: (_: string, facts: object = {}) => void lines.push(facts) };
}

test('a value is told once for each field and vendor', () => {
  const { lines, notice } = log();
  const [one, other] = [noveltyOf('One', notice), noveltyOf('Other', notice)];
  for (const tell of [one, one, other]) tell('plan', 'BLUE');
  one('status', 'BLUE');
  expect(lines).toEqual([
    { field: 'plan', value: 'BLUE' },
    { field: 'plan', value: 'BLUE' },
    { field: 'status', value: 'BLUE' },
  ]);
});

test('of a value that is no code only that it came is told', () => {
  const { lines, notice } = log();
  noveltyOf('Third', notice)('plan', 'ann@example.com has one');
  expect(lines).toEqual([{ field: 'plan', value: '…' }]);
});

test('Partner Center tells of codes that its documents do not name, in any case', () => {
  const { lines, notice } = log();
  const rows = [usageRow({ workloadCode: 'exo' }), usageRow({ workloadCode: 'HOLO', channel: 'cloud' }), null];
  ofPartnerCenter([...rows, ...rows], notice);
  expect(lines).toEqual([
    { field: 'workloadCode', value: 'HOLO' },
    { field: 'channel', value: 'cloud' },
  ]);
});

test('NAVER Cloud tells of types and states of contracts that its documents do not name', () => {
  const { lines, notice } = log();
  ofNaverCloud(
    [contract(), contract({ contractType: { code: 'NEWTYPE', codeName: 'New' } }), contract({ contractType: {} }), 7],
    notice,
  );
  expect(lines).toEqual([{ field: 'contractType', value: 'NEWTYPE' }]);
});

test('Trend Micro tells of licence types that its documents do not name', async () => {
  const { lines, notice } = log();
  const customers = ['1', 0, 7, null].map((license_type, n) => ({ id: `C-${n}`, seat_count: 1, license_type }));
  const json = { paging: { total: 4 }, customers };
  const get = async () => ({ json, receivedAt: new Date() });
  await listCustomers({ scope: 'all', credentialExpiresAt: () => null, notice, get });
  expect(lines).toEqual([{ field: 'license_type', value: '7' }]);
});
