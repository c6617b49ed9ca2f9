import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESTART } from '../../../../lib/provider.ts';
import { wholeList } from '../../../../lib/providers/naver-cloud/pages.ts';
import { failing, readJanuary, rowsOf } from './bench.ts';
import { contract, contractsNumbered, product, usage } from './contracts.ts';

interface Pages {
  readonly totalRows: number;
  readonly pages: readonly unknown[][];
}

/** What a collector has in the end: replies after the last restart, equal rows once, in any order. */
async function collected(...passes: Pages[]): Promise<string[]> {
  let rows: string[] = [];
  let pass = -1;
  const list = wholeList(async (pageNo) => {
    if (pageNo === 1) pass++;
    const { totalRows, pages } = passes[Math.min(pass, passes.length - 1)] ?? { totalRows: 0, pages: [] };
    return { totalRows, contracts: pages[pageNo - 1] ?? [] };
  });
  for await (const reply of list) {
    rows = reply === RESTART ? [] : [...rows, ...rowsOf(...reply.contracts).map((row) => JSON.stringify(row))];
  }
  return [...new Set(rows)].toSorted();
}

describe('the pages of a month', () => {
  it('give the same readings however they are split, ordered and repeated', async () => {
    const cut = fc.array(fc.nat({ max: 3 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 12 }), cut, fc.infiniteStream(fc.nat()), async (count, sizes, random) => {
        const all = contractsNumbered(Array.from({ length: count }, (_, index) => 100 + index));
        const rank = new Map(all.map((each) => [each, random.next().value]));
        const shuffled = all.toSorted((one, other) => Number(rank.get(one)) - Number(rank.get(other)));
        const pages: unknown[][] = [];
        for (let left = shuffled, turn = 0; left.length > 0; turn++) {
          const size = 1 + (sizes[turn] ?? 0);
          const page: unknown[] = left.slice(0, size);
          // Something of an earlier page comes again, or the whole of it does.
          const earlier = pages[Number(random.next().value) % Math.max(1, pages.length)];
          if (earlier && turn % 3 === 1) page.push(earlier[0]);
          pages.push(page);
          if (earlier && turn % 3 === 2) pages.splice(-1, 0, earlier);
          left = left.slice(size);
        }
        expect(await collected({ totalRows: count, pages })).toEqual(
          await collected({ totalRows: count, pages: [all] }),
        );
      }),
    );
  });

  it('are asked for until the contracts add up, and no further', async () => {
    const contracts = contractsNumbered([1, 2, 3, 4, 5]);
    const { readings, requests } = await readJanuary({ contracts: () => contracts, pageCap: 2 });
    expect(readings.map(({ consumed }) => consumed)).toEqual([1, 2, 3, 4, 5]);
    expect(requests.map(({ url }) => url.searchParams.get('pageNo'))).toEqual(['1', '2', '3']);
  });

  it('count a contract each time within one page, and once across pages', async () => {
    const [one, two] = contractsNumbered([1, 2]);
    expect(await collected({ totalRows: 3, pages: [[one, one, two]] })).toHaveLength(2);
    await expect(collected({ totalRows: 3, pages: [[one, two], [one]] })).rejects.toThrow('hold 2 contracts');
  });

  it('keep contracts apart that have no number, and the same number of two members', async () => {
    const nameless = contractsNumbered([1, 2]).map((each) => Object.assign({}, each, { contractNo: '' }));
    const members = ['1', '2'].map((memberNo) => contract({ memberNo }));
    const login = contract({ memberNo: undefined, loginId: 'somebody' });
    const pages = [...nameless, ...members, login].map((each) => [each]);
    expect(await collected({ totalRows: 5, pages })).toHaveLength(5);
  });

  it('show both versions of a contract that changed on its way to a later page', async () => {
    const [old, other] = contractsNumbered([1, 2]);
    const changed = contract({ contractNo: '1' });
    expect(await collected({ totalRows: 3, pages: [[old], [changed, other], contractsNumbered([3])] })).toHaveLength(4);
  });

  it('are read once more when a contract was lost between them, and not believed when it stays lost', async () => {
    const [one, two, three] = contractsNumbered([1, 2, 3]);
    const torn = { totalRows: 3, pages: [[one, two], []] };
    expect(await collected(torn, { totalRows: 3, pages: [[one, two], [three]] })).toHaveLength(3);
    await expect(collected(torn, torn)).rejects.toThrow(
      'hold 2 contracts where totalRows says 3, even when read again',
    );
  });

  it.each([
    ['too few', { totalRows: 3, pages: [contractsNumbered([1, 2])] }],
    ['too many', { totalRows: 1, pages: [contractsNumbered([1, 2])] }],
    ['any where there are none', { totalRows: 0, pages: [contractsNumbered([1])] }],
  ])('are refused when they hold %s', async (_, pages) => {
    await expect(collected(pages)).rejects.toMatchObject({ code: 'VENDOR_RESPONSE_INVALID' });
  });

  it('end at a vendor that ignores the page number', async () => {
    let asked = 0;
    const error = await failing({
      contracts: () => contractsNumbered([1, 2, 3]),
      answer: () => {
        asked++;
        const contractList = contractsNumbered([1, 2]);
        const body = { getContractUsageListResponse: { contractList, returnCode: '0', totalRows: 3000 } };
        return { status: 200, body: JSON.stringify(body) };
      },
    });
    expect(error).toMatchObject({ code: 'VENDOR_RESPONSE_INVALID' });
    expect(asked).toBeLessThan(6);
  });

  it('are read again from the first when the total changes on the way', async () => {
    const steady = { totalRows: 3, pages: [contractsNumbered([1, 2]), contractsNumbered([3])] };
    const growing = async (times: number): Promise<string[]> => {
      let calls = 0;
      const rows: string[] = [];
      const list = wholeList(async (pageNo) => {
        const totalRows = calls++ < times * 2 && pageNo === 2 ? 4 : 3;
        return { totalRows, contracts: steady.pages[pageNo - 1] ?? [] };
      });
      for await (const reply of list) {
        if (reply === RESTART) rows.length = 0;
        else rows.push(...rowsOf(...reply.contracts).map((row) => JSON.stringify(row)));
      }
      return rows;
    };
    expect((await growing(1)).toSorted()).toEqual(await collected(steady));
    await expect(growing(2)).rejects.toThrow('totalRows changed');
  });

  it('yield nothing twenty thousand lines long at once', async () => {
    const usageList = Array.from({ length: 10 }, (_, meter) => usage({ meteringType: { code: `M${meter}` } }));
    const contracts = Array.from({ length: 2000 }, (_, index) =>
      contract({ contractNo: String(index), contractProductList: [product({ usageList })] }),
    );
    const asked: number[] = [];
    const list = wholeList(async (pageNo) => {
      asked.push(pageNo);
      return { totalRows: 2000, contracts: contracts.slice((pageNo - 1) * 80, pageNo * 80) };
    });
    let lines = 0;
    for await (const reply of list) {
      if (reply === RESTART) continue;
      // The next page is not fetched before this one is dealt with.
      expect(asked.at(-1)).toBe(reply.page);
      lines += rowsOf(...reply.contracts).length;
    }
    expect([lines, asked.length]).toEqual([20_000, 25]);
    const { readings, requests } = await readJanuary({ contracts: () => contracts, pageCap: 80 });
    expect([readings.length, requests.length]).toEqual([20_000, 25]);
  });
});
