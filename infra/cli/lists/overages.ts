import type { InferOutput } from 'valibot';
import type { overage } from '../../../functions/api/answers.ts';
import { account, customer, level, limit, provider, state } from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { customerId, customerName, ofAccount, product, seats } from './columns.ts';

export const overages = listing<InferOutput<typeof overage>>({
  name: 'overages',
  summary: 'who uses more seats than it holds',
  parameters: { state, provider, account, customer, level, limit },
  none: 'There are no such overages.',
  columns: [
    ...ofAccount,
    customerName,
    customerId,
    product,
    ...seats,
    { head: 'peak', cell: ({ peak }) => peak, spare: true },
    { head: 'since', cell: ({ since }) => since },
    { head: 'until', cell: ({ until }) => until ?? '', usual: '' },
    { head: 'as of', cell: ({ asOf }) => asOf, spare: true },
    { head: 'agreed', cell: ({ expected }) => (expected ? 'expected' : ''), usual: '' },
  ],
});
