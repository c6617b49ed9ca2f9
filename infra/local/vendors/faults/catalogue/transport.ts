/** How an answer can be lost or late on its way. */
import type { CatalogueEntry } from './entry.ts';
import { everywhere } from './targets.ts';

/** Longer than anybody waits. */
const FOR_EVER_MS = 3_600_000;

export const TRANSPORT: readonly CatalogueEntry[] = [
  { name: 'reset', about: 'the connection breaks before an answer, for good', at: everywhere({ kind: 'reset' }) },
  {
    name: 'reset-once',
    about: 'the connection breaks before an answer, once',
    at: everywhere({ kind: 'reset', times: 1 }),
  },
  {
    name: 'answer-lost-once',
    about: 'the vendor has done what was asked when the connection breaks, once',
    at: everywhere({ kind: 'reset-after', times: 1 }),
  },
  {
    name: 'reset-in-body',
    about: 'the connection breaks in the middle of the body, for good',
    at: everywhere({ kind: 'reset-in-body', ms: 5 }),
  },
  {
    name: 'reset-in-body-once',
    about: 'the connection breaks in the middle of the body, once',
    at: everywhere({ kind: 'reset-in-body', ms: 5, times: 1 }),
  },
  {
    name: 'slow-headers',
    about: 'nothing comes for an hour',
    at: everywhere({ kind: 'slow-headers', ms: FOR_EVER_MS }),
  },
  {
    name: 'slow-body',
    about: 'the second half of the body does not come for an hour',
    at: everywhere({ kind: 'slow-body', ms: FOR_EVER_MS }),
  },
  { name: 'dripping-body', about: 'one byte of the body every 200 ms', at: everywhere({ kind: 'drip', ms: 200 }) },
];
