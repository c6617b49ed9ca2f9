/**
 * Contracts to readings: one for each usage, the quantity of one meter on one product line of one contract in a month.
 * https://api.ncloud-docs.com/docs/en/common-apidatatype-contract, -contractproduct, -usage
 */
import { isObject, type JsonObject } from '../../json.ts';
import type { Reading, Rejection } from '../../provider.ts';
import { listOf } from './list.ts';
import { type Problem, RowReader } from './row-reader.ts';

type Rows = Array<Reading | Rejection>;

/** Where the vendor has it, counted from 1; names what cannot be understood. */
export interface Place {
  readonly page: number;
  readonly contract: number;
  readonly product?: number;
  readonly usage?: number;
}

/** What all rows of a contract share. */
interface Shared {
  readonly customerId: string | null;
  /** The month asked for: a line without a month of its own belongs to it. */
  readonly month: string;
  readonly contractNo: string | null;
  readonly contractType: string | null;
  readonly regionCode: string | null;
  readonly instanceName: string | null;
  readonly contractStatus: string | null;
}

/** Adds what a contract holds to `rows`. */
export function addRowsOf(contract: unknown, month: string, place: Place, rows: Rows): void {
  if (!isObject(contract)) {
    rows.push(rejection(null, place, 'contract', 'not an object'));
    return;
  }
  const reader = new RowReader();
  // Answers of 2022 name the member by its loginId.
  const member = reader.text(contract, 'memberNo') ?? (reader.problem ? null : reader.text(contract, 'loginId'));
  const shared: Shared = {
    customerId: member,
    month,
    contractNo: reader.text(contract, 'contractNo'),
    contractType: reader.code(contract, 'contractType'),
    regionCode: reader.text(contract, 'regionCode'),
    instanceName: reader.text(contract, 'instanceName'),
    contractStatus: reader.code(contract, 'contractStatus'),
  };
  if (member === null) reader.missing('memberNo');
  const products = listOf(contract.contractProductList, 'contractProduct');
  if (!products) rows.push(rejection(member, place, 'contractProductList', 'not a list'));
  else {
    for (let index = 0; index < products.length; index++) {
      addRowsOfProduct(products[index], { ...place, product: index + 1 }, shared, reader.problem, rows);
    }
  }
}

function addRowsOfProduct(product: unknown, place: Place, shared: Shared, inherited: Problem | null, rows: Rows): void {
  if (!isObject(product)) {
    rows.push(rejection(shared.customerId, place, 'contractProduct', 'not an object'));
    return;
  }
  const reader = new RowReader(inherited);
  const productId = reader.requiredText(product, 'productCode');
  const line = {
    productId,
    contractProductSequence: reader.text(product, 'contractProductSequence'),
    productItemKind: reader.code(product, 'productItemKind'),
    productRatingType: reader.code(product, 'productRatingType'),
  };
  const usages = listOf(product.usageList, 'usage');
  if (!usages) rows.push(rejection(shared.customerId, place, 'usageList', 'not a list'));
  else {
    for (let index = 0; index < usages.length; index++) {
      const here = { ...place, usage: index + 1 };
      const usage = usages[index];
      rows.push(
        isObject(usage)
          ? rowOfUsage(usage, here, shared, line, new RowReader(reader.problem))
          : rejection(shared.customerId, here, 'usage', 'not an object'),
      );
    }
  }
}

interface Line {
  readonly productId: string;
  readonly contractProductSequence: string | null;
  readonly productItemKind: string | null;
  readonly productRatingType: string | null;
}

function rowOfUsage(
  usage: JsonObject,
  place: Place,
  { customerId, month, contractNo, contractType, regionCode, instanceName, contractStatus }: Shared,
  { productId, contractProductSequence, productItemKind, productRatingType }: Line,
  reader: RowReader,
): Reading | Rejection {
  const meteringType = reader.code(usage, 'meteringType');
  const own = reader.month(usage, 'useMonth') ?? undefined;
  const unit = reader.code(usage, 'unit');
  const consumed = reader.quantity(usage, 'usageQuantity') ?? null;
  if (consumed === null) reader.missing('usageQuantity');
  // The vendor rounds it up at six decimals: shown as reported, never added up.
  const shown = reader.quantity(usage, 'userUsageQuantity');
  const { problem } = reader;
  if (problem || customerId === null) {
    return { ...rejection(customerId, place, problem?.field ?? 'memberNo', problem?.text ?? 'missing'), period: own };
  }
  return {
    customerId,
    customerName: null,
    productId,
    productName: null,
    period: own ?? month,
    labels: {
      contractNo,
      contractType,
      regionCode,
      instanceName,
      contractStatus,
      contractProductSequence,
      productItemKind,
      productRatingType,
      meteringType,
    },
    unit,
    entitled: null,
    consumed,
    exceeded: null,
    reported: shown === undefined ? { usageQuantity: consumed } : { usageQuantity: consumed, userUsageQuantity: shown },
  };
}

const rejection = (customerId: string | null, place: Place, field: string, problem: string): Rejection => ({
  rejected: true,
  customerId,
  position: (['page', 'contract', 'product', 'usage'] as const)
    .flatMap((part) => (place[part] === undefined ? [] : [`${part} ${place[part]}`]))
    .join(', '),
  field,
  problem,
});
