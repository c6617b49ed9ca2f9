import type { InferOutput } from 'valibot';
import type { coverageItem } from '../../../functions/api/answers.ts';
import { account, customer, dataset, from, limit, provider, to } from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { minute, ofAccount } from './columns.ts';

const TONES = { observed: null, provisional: null, failed: 'red', missing: 'yellow' } as const;

export const coverage = listing<InferOutput<typeof coverageItem>>({
  name: 'coverage',
  summary: 'which periods were observed or are missing',
  parameters: { provider, account, customer, dataset, from, to, limit },
  none: 'Nothing is expected in this range.',
  columns: [
    ...ofAccount,
    { head: 'customer', cell: ({ customerId }) => customerId, yields: true },
    { head: 'dataset', cell: ({ dataset: name }) => name },
    { head: 'period', cell: ({ period }) => period },
    { head: 'state', cell: ({ state }) => state, tone: ({ state }) => TONES[state] },
    { head: 'last attempt', cell: ({ lastAttemptAt }) => minute(lastAttemptAt) },
    { head: 'code', cell: ({ code }) => code ?? '', usual: '' },
  ],
});
