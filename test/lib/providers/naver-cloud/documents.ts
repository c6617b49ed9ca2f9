/** Whole answers of the vendor, and the rows that are read from one. */
import { written } from '../../../../infra/local/vendors/naver-cloud/answer.ts';
import type { Json } from '../../../../infra/local/vendors/naver-cloud/contract-list.ts';
import { readBody } from '../../../../lib/providers/naver-cloud/body.ts';
import { pageOf } from '../../../../lib/providers/naver-cloud/page.ts';
import { rowsOf } from './bench.ts';
import { usageContract } from './contracts.ts';

export const ROOT = 'getContractUsageListResponse';
const page = (contractList: Json, totalRows: number): Json => ({
  contractList,
  returnCode: '0',
  returnMessage: 'success',
  totalRows,
});
export const jsonOf = (contracts: Json, total = 1): string => written('json', 200, ROOT, page(contracts, total)).body;
export const xmlOf = (contracts: Json, total = 1): string => written('xml', 200, ROOT, page(contracts, total)).body;

export function rowsIn(body: string): object[] {
  const read = readBody(body);
  const found = typeof read === 'string' ? read : pageOf(read);
  return typeof found === 'string' ? [{ found }] : rowsOf(...found.contracts);
}

/** One usage with this text as its quantity. */
export const withQuantity = (text: string): string =>
  xmlOf([usageContract({ usageQuantity: 0 })]).replace(
    '<usageQuantity>0</usageQuantity>',
    `<usageQuantity>${text}</usageQuantity>`,
  );
