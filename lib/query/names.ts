/** What a product is called in answers. */
import { productNameOf } from '../names.ts';
import type { ProviderId } from '../usage.ts';

/** The vendor's name, else our own for it, else the id itself. */
export const shownName = (provider: ProviderId, productId: string, productName: string | null): string =>
  productName ?? productNameOf(provider, productId) ?? productId;
