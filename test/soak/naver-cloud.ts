import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { monthOf } from '../../lib/calendar.ts';
import { contract, product, usage } from '../lib/providers/naver-cloud/contracts.ts';
import { type Cast, reading } from './cast.ts';
import { monthsOpen, type World } from './world.ts';

const CONTRACTS = [0, 1];
const contractNo = (number: number): string => String(9_000_001 + number);

const told = (world: World, month: string) =>
  world.listed.flatMap(({ id }) =>
    CONTRACTS.flatMap((number) => {
      const cell = world.cellsOf('contract-usage', id, number).get(month);
      return cell ? [{ id, number, quantity: cell.used }] : [];
    }),
  );

export const naverCloudCast: Cast = {
  shapes: [
    {
      dataset: 'contract-usage',
      products: CONTRACTS.length,
      only: null,
      period: monthOf,
      open: (day) => monthsOpen(day, 4),
    },
  ],
  idOf: (number) => String(1000 + number),
  depth: 3,
  vendor: (world, now) =>
    naverCloudVendor({
      now,
      contracts: ([month = '']) =>
        told(world, month).map(({ id, number, quantity }) =>
          contract({
            memberNo: id,
            contractNo: contractNo(number),
            contractProductList: [
              product({ usageList: [usage({ usageQuantity: quantity, useMonth: month.replace('-', '') })] }),
            ],
          }),
        ),
    }),
  shown: ({ url }, world, sight) => {
    const asked = url.searchParams.get('startMonth');
    if (asked === null) return null;
    const month = `${asked.slice(0, 4)}-${asked.slice(4)}`;
    const rows = told(world, month).map(({ id, number, quantity }) =>
      reading({
        customerId: id,
        productId: 'TESTSVR1',
        period: month,
        labels: { contractNo: contractNo(number), contractProductSequence: '1', meteringType: 'VSVR' },
        unit: 'USAGE_SEC',
        consumed: quantity,
      }),
    );
    const window = { dataset: 'contract-usage', from: month, to: month, customers: null };
    return { what: 'window', ...sight, scope: 'partner', ...window, askedAt: sight.at, rows };
  },
};
