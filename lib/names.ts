/** Readable names of products where the vendor sends none, for whoever reads the ledger without talking to a vendor. */
import type { Catalogue, Language } from './catalogue.ts';
import { LINE_WORKS_PRODUCTS } from './providers/line-works/products.ts';
import { TREND_MICRO_PRODUCTS } from './providers/trend-micro/products.ts';
import type { ProviderId } from './usage.ts';

const NONE: Catalogue = new Map();

const CATALOGUES = {
  'line-works': LINE_WORKS_PRODUCTS,
  // Sends a name with every row.
  'partner-center': NONE,
  // Product codes are many, change and are what NAVER's own price lists show.
  'naver-cloud': NONE,
  'trend-micro': TREND_MICRO_PRODUCTS,
} as const satisfies Record<ProviderId, Catalogue>;

/**
 * Null where nobody has a name: the id itself is shown. A variant that is not in the catalogue is shown under the name
 * of its family with its own id behind it, so that two of them stay apart.
 */
export function productNameOf(provider: ProviderId, productId: string, language: Language = 'en'): string | null {
  const catalogue: Catalogue = CATALOGUES[provider];
  const name = catalogue.get(productId);
  if (name) return name[language] ?? name.en;
  const end = productId.lastIndexOf('/');
  const family = end < 0 ? undefined : catalogue.get(productId.slice(0, end));
  return family ? `${family[language] ?? family.en} (${productId.slice(end + 1)})` : null;
}
