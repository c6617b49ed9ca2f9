/** Values that the vendor's documents do not name. */
import { isObject } from '../../json.ts';
import { noveltyOf } from '../../novelty.ts';
import type { Context } from '../../provider.ts';
import { idIn } from './fields.ts';
import { LINE_WORKS_PRODUCTS } from './products.ts';
import type { Shape } from './shapes.ts';
import { quoted } from './vendor-text.ts';

const PLANS: ReadonlySet<string> = new Set([
  'TRIAL',
  'MONTHLY',
  'ANNUAL_LICENSE',
  'ANNUAL_PREPAY_LICENSE',
  'FREE',
  'ANNUAL',
]);
const STATUSES: ReadonlySet<string> = new Set([
  'ACTIVE',
  'SUSPENDED_ADMIN',
  'SUSPENDED_WITHDRAWAL',
  'UPGRADING',
  'SUSPENDED_TRIALEND',
]);

export function noticeNovelties(rows: readonly unknown[], shape: Shape, notice: Context<unknown>['notice']): void {
  const once = noveltyOf('LINE WORKS', notice, quoted);
  for (const row of rows) {
    if (!isObject(row)) continue;
    const parts = shape.product.map((field) => idIn(row[field]));
    const product = parts.join('/');
    if (!parts.includes(null) && !LINE_WORKS_PRODUCTS.has(product)) once('product', product);
    if (typeof row.plan === 'string' && !PLANS.has(row.plan)) once('plan', row.plan);
    if (typeof row.status === 'string' && !STATUSES.has(row.status)) once('status', row.status);
  }
}
