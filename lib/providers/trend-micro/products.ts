import type { Catalogue } from '../../catalogue.ts';

/** The one product whose licences are read; in Japan it is sold under a name of its own. */
export const TREND_MICRO_PRODUCTS: Catalogue = new Map([
  ['wfbss', { en: 'Worry-Free Business Security Services', ja: 'ウイルスバスター ビジネスセキュリティサービス' }],
]);
