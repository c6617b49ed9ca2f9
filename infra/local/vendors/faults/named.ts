/** Faults by the names of the catalogue. */
import type { ProviderId } from '../../../../lib/usage.ts';
import { CATALOGUE } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { type Aim, type Fault, type NamedFault } from './fault.ts';
import { isKind } from './misbehave.ts';

/** What a request for a fault means at this vendor; a sentence where it means nothing. */
export function faultsOf(asked: Fault | NamedFault, provider: ProviderId): readonly Fault[] | string {
  if (!('fault' in asked)) return isKind(asked.kind) ? [asked] : 'kind is none that this vendor knows';
  const { fault: name, ...aim } = asked;
  const entry = CATALOGUE.find((one) => one.name === name);
  if (!entry) return 'no fault has this name; GET /_faults lists them';
  const found = entry.at[provider];
  return typeof found === 'string' ? `it cannot happen here: ${found}` : found.map((fault) => aimed(fault, aim));
}

const aimed = (fault: Fault, aim: Aim): Fault => ({ ...fault, ...aim });

/** The catalogue as this vendor's part of it. */
export const shownTo = (provider: ProviderId): readonly object[] =>
  CATALOGUE.map(({ name, about, at }: CatalogueEntry) => {
    const found = at[provider];
    return { fault: name, about, ...(typeof found === 'string' ? { impossible: found } : { faults: found }) };
  });
