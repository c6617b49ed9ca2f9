/**
 * One page of contracts.
 * https://api.ncloud-docs.com/docs/en/common-apidatatype-contractusagelist
 */
import { isObject, type JsonObject } from '../../json.ts';
import type { Body } from './body.ts';
import { isNothing, listOf } from './list.ts';

export interface Page {
  /** How many contracts, not rows, all pages hold together, as the vendor counts them. */
  readonly totalRows: number;
  readonly contracts: readonly unknown[];
}

const WRAPPER = 'getContractUsageListResponse';

/** What stands inside the wrapper of the service's answer; null without it. */
export function envelopeOf({ value }: Body): JsonObject | null {
  const envelope = isObject(value) ? value[WRAPPER] : null;
  return isObject(envelope) ? envelope : null;
}

/** The page, or in words why this is none. */
export function pageOf(body: Body): Page | string {
  const envelope = envelopeOf(body);
  if (!envelope) return `${WRAPPER} is missing`;
  if (isNothing(envelope.returnCode)) return 'returnCode is missing';
  const totalRows = countOf(envelope.totalRows, body.format);
  if (totalRows === null) return 'totalRows is missing or no whole number';
  const contracts = listOf(envelope.contractList, 'contract');
  return contracts ? { totalRows, contracts } : 'contractList is no list';
}

function countOf(value: unknown, format: Body['format']): number | null {
  const count = format === 'xml' && typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : null;
}
