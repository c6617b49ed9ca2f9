import type { InferOutput } from 'valibot';
import type { correction } from '../../../functions/api/answers.ts';
import { account, customer, from, limit, provider, to } from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { customerName, minute, ofAccount, product } from './columns.ts';

type Correction = InferOutput<typeof correction>;

export const corrections = listing<Correction>({
  name: 'corrections',
  summary: 'what vendors changed afterwards',
  help: 'The range is of the periods, not of the days on which they were corrected.',
  parameters: { provider, account, customer, from, to, limit },
  none: 'Nothing was corrected in this range.',
  columns: [
    ...ofAccount,
    customerName,
    product,
    { head: 'period', cell: ({ period }) => period },
    { head: 'held', cell: (one) => change(one, 'entitled') },
    { head: 'used', cell: (one) => change(one, 'consumed') },
    { head: 'over', cell: (one) => change(one, 'exceeded') },
    { head: 'corrected', cell: ({ correctedAt }) => minute(correctedAt) },
  ],
});

function change({ before, after }: Correction, figure: 'entitled' | 'consumed' | 'exceeded'): string {
  if (after === null) return `${told(before[figure])} → gone`;
  return before[figure] === after[figure] ? told(after[figure]) : `${told(before[figure])} → ${told(after[figure])}`;
}

const told = (value: number | null): string => value?.toLocaleString('en') ?? '-';
