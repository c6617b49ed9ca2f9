/**
 * Values that the vendor's documents do not name. They are data like any other and only worth a line in the log,
 * once in the life of this process.
 */
import { isObject } from '../../json.ts';
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

const MOST_TOLD = 1000;
const told = new Set<string>();

export function noticeNovelties(rows: readonly unknown[], shape: Shape, notice: Context<unknown>['notice']): void {
  const once = (field: string, value: string): void => {
    const key = `${field} ${value}`;
    if (told.size >= MOST_TOLD || told.has(key)) return;
    told.add(key);
    notice('LINE WORKS sent a value that its documents do not name', { field, value: quoted(value) });
  };
  for (const row of rows) {
    if (!isObject(row)) continue;
    const parts = shape.product.map((field) => idIn(row[field]));
    const product = parts.join('/');
    if (!parts.includes(null) && !LINE_WORKS_PRODUCTS.has(product)) once('product', product);
    if (typeof row.plan === 'string' && !PLANS.has(row.plan)) once('plan', row.plan);
    if (typeof row.status === 'string' && !STATUSES.has(row.status)) once('status', row.status);
  }
}
