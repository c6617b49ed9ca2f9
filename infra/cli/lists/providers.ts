import type { InferOutput } from 'valibot';
import type { providerStatus } from '../../../functions/api/answers.ts';
import { listing } from '../listing.ts';
import { minute, ofAccount } from './columns.ts';

const TONES = { unconfigured: null, never: null, failing: 'red', late: 'yellow', ok: 'green' } as const;

export const providers = listing<InferOutput<typeof providerStatus>>({
  name: 'providers',
  summary: 'how each provider and account is doing',
  parameters: {},
  none: 'There are no providers.',
  columns: [
    ...ofAccount,
    { head: 'vendor', cell: ({ simulated }) => (simulated ? 'simulated' : 'real') },
    { head: 'status', cell: ({ status }) => status, tone: ({ status }) => TONES[status] },
    { head: 'newest', cell: ({ newestPeriod }) => newestPeriod ?? '-' },
    { head: 'last success', cell: ({ lastSuccessAt }) => minute(lastSuccessAt) },
    { head: 'overages', cell: ({ openOverages }) => openOverages },
    { head: 'missing', cell: ({ missing }) => missing },
    { head: 'credential ends', cell: ({ credentialExpiresAt }) => minute(credentialExpiresAt), usual: '-' },
  ],
});
