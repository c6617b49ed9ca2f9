/** Codes of contracts that the vendor's documents do not name. https://api.ncloud-docs.com/docs/en/common-apidatatype-contract */
import { isObject } from '../../json.ts';
import { noveltyOf } from '../../novelty.ts';
import type { Context } from '../../provider.ts';
import { isNothing } from './list.ts';

const KNOWN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['contractType', new Set(['VSVR', 'SW', 'PBLIP', 'VPC', 'NATGW', 'BST'])],
  ['contractStatus', new Set(['NOML', 'NLEND'])],
]);

export function noticeNovelties(contracts: readonly unknown[], notice: Context<unknown>['notice']): void {
  const once = noveltyOf('NAVER Cloud', notice);
  for (const contract of contracts) {
    if (!isObject(contract)) continue;
    for (const [field, known] of KNOWN) {
      const value = contract[field];
      const code = isObject(value) ? value.code : value;
      if (typeof code === 'string' && !isNothing(code) && !known.has(code)) once(field, code);
    }
  }
}
