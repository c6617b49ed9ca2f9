import * as fc from 'fast-check';
import type { Json } from '../../../../infra/local/vendors/naver-cloud/contract-list.ts';

const text = fc.string({
  unit: fc.constantFrom('a', '0', '7', '<', '&', ']]>', '한', '"', "'", ' ', '\n', '\r', '.', '#'),
});
const id = fc.oneof(text, fc.nat(), fc.constantFrom('0012', '1e5', '12345678901234567890', '', null));
/** Sometimes left out. */
const optional = (name: string, value: fc.Arbitrary<unknown>) => fc.record({ [name]: value }, { requiredKeys: [] });
const codeObject = fc.oneof(fc.record({ code: id, codeName: text }), fc.constantFrom({}, '', null));
const quantity = fc.oneof(
  fc.nat(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(1.5e21),
  fc.constant(null),
);
const merged = (...parts: Array<fc.Arbitrary<object>>) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Json);
const anUsage = merged(
  optional('meteringType', codeObject),
  optional('unit', codeObject),
  optional('useMonth', fc.oneof(fc.constantFrom('202501', '', null), text)),
  optional('usageQuantity', quantity),
  optional('userUsageQuantity', quantity),
);
const aProduct = merged(
  optional('productCode', id),
  optional('contractProductSequence', id),
  optional('productItemKind', codeObject),
  optional('usageList', fc.oneof(fc.array(anUsage, { maxLength: 3 }), fc.constantFrom('', null))),
);
/** A contract as no vendor writes it: any field empty in any way, or missing. */
export const anyContract: fc.Arbitrary<Json> = merged(
  optional('memberNo', id),
  optional('loginId', text),
  optional('instanceName', text),
  optional('contractType', codeObject),
  optional('contractProductList', fc.oneof(fc.array(aProduct, { maxLength: 3 }), fc.constantFrom('', null))),
);
