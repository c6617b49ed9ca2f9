import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { answering, readJanuary } from './bench.ts';

const fixture = (name: string): Promise<string> =>
  readFile(new URL(`../../../fixtures/naver-cloud/${name}`, import.meta.url), 'utf8');

const software = {
  customerName: null,
  productName: null,
  period: '2025-01',
  unit: 'USAGE_SEC',
  entitled: null,
  exceeded: null,
};
const labels = {
  contractProductSequence: '1',
  contractType: 'SW',
  productItemKind: 'SW',
  productRatingType: 'SW',
  regionCode: 'KR',
  contractStatus: 'NOML',
};

describe('read end to end, whatever format is set,', () => {
  it.each(['json', 'xml'])(
    'the example of the documentation is one line without usage (%s)',
    async (responseFormat) => {
      const { rows } = await readJanuary({
        ...answering(await fixture('documented.xml')),
        credentials: { responseFormat },
      });
      expect(rows).toEqual([
        {
          ...software,
          customerId: '****',
          productId: 'SPSWMYSQLLINUX01',
          consumed: 0,
          reported: { usageQuantity: 0, userUsageQuantity: 0 },
          labels: { ...labels, contractNo: '66087637', instanceName: 'mysql(5.7.19)', meteringType: null },
        },
      ]);
    },
  );

  it('an answer in XML with a metered month and a line that waits for one', async () => {
    const { rows } = await readJanuary(answering(await fixture('software.xml')));
    const shared = { ...software, customerId: '1234567', productId: 'SAMPLESW0001' };
    const own = { ...labels, contractNo: '90000002', instanceName: 'mysql(8.0)' };
    expect(rows).toEqual([
      {
        ...shared,
        consumed: 2_592_000,
        reported: { usageQuantity: 2_592_000, userUsageQuantity: 30 },
        labels: { ...own, meteringType: 'SW' },
      },
      {
        ...shared,
        consumed: 0,
        reported: { usageQuantity: 0, userUsageQuantity: 0 },
        labels: { ...own, meteringType: null },
      },
    ]);
  });

  it('an answer in JSON with a server that ran and stood still', async () => {
    const { readings, rejections } = await readJanuary(answering(await fixture('servers.json')));
    expect(rejections).toEqual([]);
    expect(
      readings.map(
        ({ productId, consumed, reported, labels: { contractNo, contractProductSequence, meteringType } }) => [
          productId,
          contractNo,
          contractProductSequence,
          meteringType,
          consumed,
          reported.userUsageQuantity,
        ],
      ),
    ).toEqual([
      ['SAMPLEVSVR0001', '90000001', '2', 'VSVR', 2_592_000, 720],
      ['SAMPLEVSVR0001', '90000001', '2', 'VSVRT', 86_400, 24],
      ['SAMPLESW0001', '90000002', '1', null, 0, 0],
    ]);
  });
});
