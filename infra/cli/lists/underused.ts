import type { InferOutput } from 'valibot';
import type { underusedSeats } from '../../../functions/api/answers.ts';
import * as given from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { customerName, ofAccount, product } from './columns.ts';

const { provider, account, dataset, customer, product: productId, days, limit } = given;

export const underused = listing<InferOutput<typeof underusedSeats>>({
  name: 'underused',
  summary: 'who holds more seats than it uses',
  help: `"lowest" is the fewest that were free on any day: those were never needed.`,
  parameters: { provider, account, dataset, customer, product: productId, days, limit },
  none: 'All seats that are held are used.',
  columns: [
    ...ofAccount,
    customerName,
    product,
    { head: 'plan', cell: ({ plan }) => plan ?? '-', usual: '-' },
    { head: 'held', cell: ({ entitled }) => entitled },
    { head: 'used', cell: ({ consumed }) => consumed },
    { head: 'free', cell: ({ free }) => free },
    { head: 'lowest', cell: ({ lowest }) => lowest },
    { head: 'since', cell: ({ since }) => since ?? '-' },
    { head: 'days seen', cell: ({ observed, expected }) => `${observed} of ${expected}` },
    { head: 'as of', cell: ({ asOf }) => asOf },
  ],
});
