import { productNameOf } from '../../../lib/names.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import type { Language } from '../language/language.ts';

interface Product {
  readonly provider: ProviderId;
  readonly productId: string;
  readonly productName: string;
}

/** In the reader's language where the name is from our own catalogue; what the vendor calls it stays as it is. */
export function productName({ provider, productId, productName: name }: Product, language: Language): string {
  return name === productNameOf(provider, productId) ? (productNameOf(provider, productId, language) ?? name) : name;
}

/** What tells two series of a product apart, in the vendor's own words; the level is said elsewhere. */
export const labelText = (labels: Readonly<Record<string, string | null>>): string => {
  const told = Object.entries(labels).flatMap(([name, value]) => {
    if (name === 'level' || value === null || value === '') return [];
    // A bare number says nothing without its name.
    return /^\d+$/.test(value) ? [`${name} ${value}`] : [value];
  });
  return [...new Set(told)].join(' · ');
};
