/** Overages that are agreed with a customer: shown and marked, but nobody is woken for them. */
import * as v from 'valibot';
import type { OverageRecord } from './ledger/overages.ts';
import { customerKey } from './ledger/keys.ts';
import { PROVIDER_IDS } from './usage.ts';

const name = v.pipe(v.string(), v.nonEmpty('must not be empty'));

export const expectedOverage = v.strictObject({
  provider: v.picklist(PROVIDER_IDS, `must be one of ${PROVIDER_IDS.join(', ')}`),
  /** Without it: every customer of the provider. */
  customerId: v.optional(name),
  /** Without it: every product. */
  productId: v.optional(name),
  /** Expected up to this many seats over; more is an overage like any other. */
  above: v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be 0 or more')),
});

export type ExpectedOverage = v.InferOutput<typeof expectedOverage>;

export const isExpected = (
  overage: Pick<OverageRecord, 'provider' | 'customer' | 'productId' | 'exceeded'>,
  expected: readonly ExpectedOverage[],
): boolean =>
  expected.some(
    (one) =>
      one.provider === overage.provider &&
      (one.customerId === undefined || customerKey(one.customerId) === overage.customer) &&
      (one.productId === undefined || customerKey(one.productId) === customerKey(overage.productId)) &&
      overage.exceeded <= one.above,
  );
