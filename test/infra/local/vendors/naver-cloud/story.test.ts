import { describe, expect, it } from 'vitest';
import { shownQuantity, UNITS } from '../../../../../infra/local/vendors/naver-cloud/codes.ts';
import { AT, ask, MONTH, start } from './ask.ts';

interface Contract {
  readonly memberNo: string;
  readonly contractNo: string;
  readonly contractType: { code: string };
  readonly contractStatus: { code: string };
  readonly instanceName: string;
  readonly contractProductList: ReadonlyArray<{
    readonly contractProductSequence: string;
    readonly productCode: string;
    readonly usageList: ReadonlyArray<{
      readonly meteringType: { code?: string };
      readonly useMonth: string;
      readonly usageQuantity: number;
    }>;
  }>;
}

async function contractsOf(query: string, now = AT): Promise<Contract[]> {
  const vendor = await start({ now: () => now });
  try {
    const answer = await ask(vendor, query, { stamp: now.getTime() });
    const { getContractUsageListResponse: list } = (await answer.json()) as {
      getContractUsageListResponse: { contractList: Contract[] };
    };
    return list.contractList;
  } finally {
    await vendor.close();
  }
}

const total = (contracts: readonly Contract[]): number =>
  contracts
    .flatMap((contract) => contract.contractProductList.flatMap((line) => line.usageList))
    .reduce((sum, { usageQuantity }) => sum + usageQuantity, 0);

const batchOf = (contracts: readonly Contract[]): Contract | undefined =>
  contracts.find(({ instanceName }) => instanceName.startsWith('batch-'));

describe('the story of the simulated NAVER Cloud', () => {
  it('is the same each time, and for a closed month on each day', async () => {
    const first = await contractsOf(MONTH);
    expect(await contractsOf(MONTH)).toEqual(first);
    expect(await contractsOf(MONTH, new Date('2026-12-27T12:00:00Z'))).toEqual(first);
  });

  it('grows through the current month, a day late, in Korean days', async () => {
    const november = MONTH.replaceAll('202610', '202611');
    const one = await contractsOf(november, new Date('2026-11-19T15:00:00Z'));
    const two = await contractsOf(november, new Date('2026-11-20T15:00:00Z'));
    expect(total(two)).toBeGreaterThan(total(one));
    expect(await contractsOf(november, new Date('2026-11-20T14:59:59Z'))).toEqual(one);
  });

  it('begins a month with lines that have no month and no meter yet', async () => {
    const contracts = await contractsOf(MONTH.replaceAll('202610', '202611'), new Date('2026-10-31T16:00:00Z'));
    const usages = contracts.flatMap((contract) => contract.contractProductList.flatMap((line) => line.usageList));
    expect(new Set(usages.map(({ useMonth, usageQuantity }) => `${useMonth}:${usageQuantity}`))).toEqual(
      new Set([':0']),
    );
    expect(usages.every(({ meteringType }) => Object.keys(meteringType).length === 0)).toBe(true);
  });

  it('holds six members with servers, storage, licences, addresses and gateways', async () => {
    const contracts = await contractsOf(MONTH);
    expect(new Set(contracts.map(({ memberNo }) => memberNo)).size).toBe(6);
    expect(new Set(contracts.map(({ contractNo }) => contractNo)).size).toBe(contracts.length);
    const types = new Set(contracts.map(({ contractType }) => contractType.code));
    expect([...types].toSorted()).toEqual(['NATGW', 'NET', 'PBLIP', 'QPUX', 'SW', 'VSVR']);
    const meters = contracts.flatMap((contract) =>
      contract.contractProductList.flatMap((line) => line.usageList.map(({ meteringType }) => meteringType.code)),
    );
    expect(meters).toEqual(expect.arrayContaining(['VSVR', 'VSVRT', 'BST', 'VSVR_BBST', 'NATMN', 'NATNW', 'NETOT']));
  });

  it('ends contracts and begins new ones', async () => {
    expect(batchOf(await contractsOf(MONTH))?.contractStatus.code).toBe('NLEND');
    expect(batchOf(await contractsOf(MONTH.replaceAll('202610', '202611')))?.contractStatus.code).toBe('NOML');
    const counts = [await contractsOf(MONTH), await contractsOf(MONTH.replaceAll('202610', '202609'))];
    expect(counts[0]?.length).toBeGreaterThan(counts[1]?.length ?? 0);
  });

  it('shows only the members asked for, page by page, and to an account alone its own', async () => {
    const all = await contractsOf(MONTH);
    const members = [...new Set(all.map(({ memberNo }) => memberNo))];
    const some = await contractsOf(`${MONTH}&memberNoList.1=${members[1]}&memberNoList.2=${members[4]}`);
    expect(new Set(some.map(({ memberNo }) => memberNo))).toEqual(new Set([members[1], members[4]]));
    const own = await contractsOf(MONTH.replace('&isPartner=true', ''));
    expect(new Set(own.map(({ memberNo }) => memberNo)).size).toBe(1);
    expect(await contractsOf(`${MONTH}&pageNo=2&pageSize=10`)).toEqual(all.slice(10, 20));
  });

  it('shows quantities rounded up at six decimals', () => {
    expect(shownQuantity(5_368_709_121, UNITS.gigabytes)).toBe(5.000001);
    expect(shownQuantity(2_592_000, UNITS.hours)).toBe(720);
    expect(shownQuantity(1, UNITS.days)).toBe(0.000012);
    expect(shownQuantity(0, UNITS.times)).toBe(0);
  });
});
