/** What anybody may see: the page and what it needs, nothing of the ledger. */
import * as v from 'valibot';
import { PROVIDER_IDS } from '../../lib/usage.ts';

export const PUBLIC = [
  { path: '/', id: 'page', summary: 'The page that people look at.', type: 'text/html', answer: v.string() },
  {
    path: '/healthz',
    id: 'health',
    summary: 'Whether the function answers.',
    type: 'application/json',
    answer: v.object({ status: v.literal('ok') }),
  },
  {
    path: '/config.json',
    id: 'config',
    summary: 'Where people sign in, and which providers talk to a simulated vendor.',
    type: 'application/json',
    answer: v.object({
      issuer: v.nullable(v.string()),
      clientId: v.nullable(v.string()),
      scopes: v.array(v.string()),
      simulated: v.array(v.picklist(PROVIDER_IDS)),
    }),
  },
  {
    path: '/v1/openapi.json',
    id: 'describe',
    summary: 'This description.',
    type: 'application/json',
    answer: v.record(v.string(), v.unknown()),
  },
] as const;
