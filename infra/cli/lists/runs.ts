import type { InferOutput } from 'valibot';
import type { runResult } from '../../../functions/api/answers.ts';
import { limit, provider } from '../../../functions/api/parameters.ts';
import { listing } from '../listing.ts';
import { minute } from './columns.ts';

const TONES = { running: null, complete: 'green', partial: 'yellow', failed: 'red' } as const;

export const runs = listing<InferOutput<typeof runResult>>({
  name: 'runs',
  summary: 'what the collectors did, newest first',
  parameters: { provider, limit },
  none: 'Nothing has run yet.',
  columns: [
    { head: 'started', cell: ({ startedAt }) => minute(startedAt) },
    { head: 'provider', cell: ({ provider: id }) => id },
    { head: 'status', cell: ({ status }) => status, tone: ({ status }) => TONES[status] },
    { head: 'due', cell: ({ windows }) => windows.due },
    { head: 'collected', cell: ({ windows }) => windows.collected },
    { head: 'failed', cell: ({ windows }) => windows.failed },
    { head: 'left', cell: ({ windows }) => windows.deferred },
    { head: 'changed', cell: ({ records }) => records.changed },
    { head: 'seats over', cell: ({ overages }) => overages.exceeded },
    { head: 'first failure', cell: ({ failures: [first] }) => failure(first), usual: '', yields: true },
  ],
});

const failure = (first: { readonly code: unknown; readonly message: string } | undefined): string =>
  first ? `${String(first.code)}: ${first.message}` : '';
