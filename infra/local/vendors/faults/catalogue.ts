/**
 * Every fault by name, and what it is at each vendor: the one list for the fault matrix, for runs over a long time and
 * for a person at a running machine. A text in place of faults says why it cannot happen there.
 */
import { BODIES } from './catalogue/bodies.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { LISTS } from './catalogue/lists.ts';
import { PAGES } from './catalogue/pages.ts';
import { REFUSALS } from './catalogue/refusals.ts';
import { ROWS } from './catalogue/rows.ts';
import { SIGN_IN } from './catalogue/sign-in.ts';
import { TRANSPORT } from './catalogue/transport.ts';

export const CATALOGUE: readonly CatalogueEntry[] = [
  ...REFUSALS,
  ...TRANSPORT,
  ...BODIES,
  ...PAGES,
  ...LISTS,
  ...ROWS,
  ...SIGN_IN,
];
