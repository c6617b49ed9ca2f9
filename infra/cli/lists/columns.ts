/** Columns that several lists have. */
import type { Column } from '../table.ts';

interface OfAccount {
  readonly provider: string;
  readonly account: string;
}

interface OfCustomer {
  readonly customerId: string;
  readonly customerName: string | null;
}

interface OfProduct {
  readonly productName: string;
  readonly labels: Readonly<Record<string, string | null>>;
}

interface OfSeats {
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number | null;
}

export const ofAccount: ReadonlyArray<Column<OfAccount>> = [
  { head: 'provider', cell: ({ provider }) => provider },
  { head: 'account', cell: ({ account }) => account, usual: 'default' },
];

/** By name where the vendor tells one. */
export const customerName: Column<OfCustomer> = {
  head: 'customer',
  cell: ({ customerId, customerName: name }) => name ?? customerId,
  yields: true,
};

export const customerId: Column<OfCustomer> = { head: 'id', cell: ({ customerId: id }) => id, spare: true };

/** With the level where there are several, for they are never added. */
export const product: Column<OfProduct> = {
  head: 'product',
  cell: ({ productName, labels }) => (labels['level'] === 'partner' ? `${productName} (partner)` : productName),
  yields: true,
};

export const seats: ReadonlyArray<Column<OfSeats>> = [
  { head: 'held', cell: ({ entitled }) => entitled },
  { head: 'used', cell: ({ consumed }) => consumed },
  {
    head: 'over',
    cell: ({ exceeded }) => exceeded,
    tone: ({ exceeded }) => (exceeded !== null && exceeded > 0 ? 'red' : null),
  },
];

/** To the minute; the zone is always told. */
export const minute = (instant: string | null): string =>
  instant === null ? '-' : `${instant.slice(0, 16).replace('T', ' ')}Z`;
