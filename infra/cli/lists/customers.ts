import type { InferOutput } from 'valibot';
import type { customerTotals } from '../../../functions/api/answers.ts';
import { account, limit, provider, q } from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { customerId, customerName, ofAccount, seats } from './columns.ts';

export const customers = listing<InferOutput<typeof customerTotals>>({
  name: 'customers',
  summary: 'each customer with its newest seats',
  parameters: { provider, account, q, limit },
  operand: 'q',
  none: 'There are no such customers.',
  columns: [
    ...ofAccount,
    customerName,
    customerId,
    { head: 'series', cell: ({ series }) => series },
    ...seats,
    { head: 'as of', cell: ({ asOf }) => asOf },
  ],
});
