/**
 * Contracts to readings: one for each usage, the quantity of one meter on one product line of one contract in a month.
 * https://api.ncloud-docs.com/docs/en/common-apidatatype-contract, -contractproduct, -usage
 */
import { isObject, type JsonObject } from '../../json.ts';
import type { Reading, Rejection } from '../../provider.ts';
import type { Labels } from '../../usage.ts';
import { listOf } from './list.ts';
import { RowReader } from './row-reader.ts';

/** Where a row stands and what it inherits. */
interface Place {
  readonly position: string;
  readonly customerId: string | null;
  /** The month asked for: a line without a month of its own belongs to it. */
  readonly month: string;
}

export function* rowsOfContract(contract: unknown, place: Place): Generator<Reading | Rejection> {
  if (!isObject(contract)) {
    yield rejection(place, 'contract', 'not an object');
    return;
  }
  const reader = new RowReader();
  // Answers of 2022 name the member by its loginId.
  const member = reader.text(contract, 'memberNo') ?? (reader.problem ? null : reader.text(contract, 'loginId'));
  const labels = {
    contractNo: reader.text(contract, 'contractNo'),
    contractType: reader.code(contract, 'contractType'),
    regionCode: reader.text(contract, 'regionCode'),
    instanceName: reader.text(contract, 'instanceName'),
    contractStatus: reader.code(contract, 'contractStatus'),
  };
  if (member === null) reader.missing('memberNo');
  const products = listOf(contract.contractProductList, 'contractProduct');
  const here = { ...place, customerId: member };
  if (!products) yield rejection(here, 'contractProductList', 'not a list');
  for (const [index, product] of products?.entries() ?? []) {
    yield* rowsOfProduct(product, { ...here, position: `${place.position}, product ${index + 1}` }, labels, reader);
  }
}

function* rowsOfProduct(
  product: unknown,
  place: Place,
  ofContract: Labels,
  { problem }: RowReader,
): Generator<Reading | Rejection> {
  if (!isObject(product)) {
    yield rejection(place, 'contractProduct', 'not an object');
    return;
  }
  const reader = new RowReader(problem);
  const productId = reader.requiredText(product, 'productCode');
  const labels = {
    ...ofContract,
    contractProductSequence: reader.text(product, 'contractProductSequence'),
    productItemKind: reader.code(product, 'productItemKind'),
    productRatingType: reader.code(product, 'productRatingType'),
  };
  const usages = listOf(product.usageList, 'usage');
  if (!usages) yield rejection(place, 'usageList', 'not a list');
  for (const [index, usage] of usages?.entries() ?? []) {
    const here = { ...place, position: `${place.position}, usage ${index + 1}` };
    yield isObject(usage)
      ? rowOfUsage(usage, here, { productId, labels }, new RowReader(reader.problem))
      : rejection(here, 'usage', 'not an object');
  }
}

function rowOfUsage(
  usage: JsonObject,
  place: Place,
  { productId, labels }: Pick<Reading, 'productId' | 'labels'>,
  reader: RowReader,
): Reading | Rejection {
  const meteringType = reader.code(usage, 'meteringType');
  const own = reader.month(usage, 'useMonth') ?? undefined;
  const period = own ?? place.month;
  const unit = reader.code(usage, 'unit');
  const consumed = reader.quantity(usage, 'usageQuantity') ?? null;
  if (consumed === null) reader.missing('usageQuantity');
  // The vendor rounds it up at six decimals: shown as reported, never added up.
  const shown = reader.quantity(usage, 'userUsageQuantity');
  const { problem } = reader;
  if (problem || place.customerId === null) {
    return { ...rejection(place, problem?.field ?? 'memberNo', problem?.text ?? 'missing'), period: own };
  }
  return {
    customerId: place.customerId,
    customerName: null,
    productId,
    productName: null,
    period,
    labels: { ...labels, meteringType },
    unit,
    entitled: null,
    consumed,
    exceeded: null,
    reported: { usageQuantity: consumed, ...(shown === undefined ? {} : { userUsageQuantity: shown }) },
  };
}

const rejection = ({ customerId, position }: Place, field: string, problem: string): Rejection => ({
  rejected: true,
  customerId,
  position,
  field,
  problem,
});
