/** Open overages in the order in which somebody would pick up the phone. */
import type { Overage } from '../client/answers.ts';

export interface Caller {
  readonly key: string;
  /** Seats over of all of this customer's products. */
  readonly exceeded: number;
  /** Most seats over first. */
  readonly overages: readonly Overage[];
}

export interface WhomToCall {
  readonly customers: readonly Caller[];
  /** The reseller's own contracts: they count the same seats once more and are never added to the customers'. */
  readonly partner: readonly Caller[];
  /** Agreed with the customer. */
  readonly expected: readonly Caller[];
}

const isPartner = ({ labels }: Overage): boolean => labels['level'] === 'partner';

export function whomToCall(overages: readonly Overage[]): WhomToCall {
  const told = overages.filter(({ expected }) => !expected);
  return {
    customers: callers(told.filter((one) => !isPartner(one))),
    partner: callers(told.filter(isPartner)),
    expected: callers(overages.filter(({ expected }) => expected)),
  };
}

/** Most seats over first; of two with as many, whoever has been over for longer. */
function callers(overages: readonly Overage[]): Caller[] {
  const groups = Map.groupBy(overages, ({ provider, account, customerId }) => `${provider}/${account}/${customerId}`);
  return [...groups]
    .map(([key, group]) => ({
      key,
      exceeded: group.reduce((sum, one) => sum + one.exceeded, 0),
      overages: group.toSorted((a, b) => b.exceeded - a.exceeded || a.since.localeCompare(b.since)),
    }))
    .toSorted((a, b) => b.exceeded - a.exceeded || sinceOf(a).localeCompare(sinceOf(b)));
}

const sinceOf = ({ overages }: Caller): string => overages.map(({ since }) => since).toSorted()[0] ?? '';

export const seatsOver = (all: readonly Caller[]): number => all.reduce((sum, { exceeded }) => sum + exceeded, 0);
