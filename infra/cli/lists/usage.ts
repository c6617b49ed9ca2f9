import type { InferOutput } from 'valibot';
import type { usageRecord } from '../../../functions/api/answers.ts';
import * as given from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { customerName, ofAccount, product, seats } from './columns.ts';

const { provider, account, dataset, customer, product: productId, measure, level, from, to, limit } = given;

export const usage = listing<InferOutput<typeof usageRecord>>({
  name: 'usage',
  summary: 'what each customer held and used, and when',
  parameters: { provider, account, dataset, customer, product: productId, measure, level, from, to, limit },
  none: 'Nothing is stored for this. "coverage" says what was observed.',
  columns: [
    ...ofAccount,
    customerName,
    product,
    { head: 'period', cell: ({ period }) => period },
    ...seats,
    { head: 'unit', cell: ({ unit }) => unit ?? '-' },
    { head: 'state', cell: ({ final }) => (final ? 'final' : 'provisional') },
    { head: 'corrected', cell: ({ corrections }) => (corrections === 0 ? '' : `${corrections} ×`), usual: '' },
  ],
});
