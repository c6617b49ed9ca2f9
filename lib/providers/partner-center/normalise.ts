import { isObject, type JsonObject } from '../../json.ts';
import type { Reading, Rejection } from '../../provider.ts';
import { type Interned, interned } from './interned.ts';
import type { PartnerCenterReply } from './list.ts';
import { isCount } from './page.ts';
import { type Shape, shapeOf } from './shapes.ts';

/**
 * The rows of one page as readings. Explicit checks without a schema library: a run makes 100,000 of them, and they
 * must cost no more than parsing did.
 */
export function normaliseReply({ page, rows }: PartnerCenterReply, dataset: string): Array<Reading | Rejection> {
  if (!Array.isArray(rows)) return [rejection(`page ${page}`, 'rows', 'is not a list', null)];
  const shape = shapeOf(dataset);
  const parts = interned(shape);
  const made: Array<Reading | Rejection> = [];
  for (let index = 0; index < rows.length; index++) {
    const row: unknown = rows[index];
    if (row === undefined) continue;
    const found = isObject(row) ? readingOf(row, shape, parts) : wrong('row', 'is not an object', null);
    made.push(
      'problem' in found
        ? rejection(`page ${page}, row ${index + 1}`, found.field, found.problem, found.customerId)
        : found,
    );
  }
  return made;
}

interface Wrong {
  readonly field: string;
  readonly problem: string;
  readonly customerId: string | null;
}

const wrong = (field: string, problem: string, customerId: string | null): Wrong => ({ field, problem, customerId });

const rejection = (position: string, field: string, problem: string, customerId: string | null): Rejection => ({
  rejected: true,
  customerId,
  position,
  field,
  problem,
});

function readingOf(row: JsonObject, shape: Shape, parts: Interned): Reading | Wrong {
  const customer = parts.customer(row['customerTenantId'], row['customerName']);
  if (!customer) return wrong('customerTenantId', 'is missing or not text', null);
  const product = parts.product(row['productId'], row['productName']);
  if (!product) return wrong('productId', 'is missing or not text', customer.id);
  const period = parts.period(row['processedDateTime']);
  if (period === null) return wrong('processedDateTime', 'is missing or not a date', customer.id);
  const name = shape.consumed(row);
  const consumed = row[name];
  if (!isCount(consumed)) return wrong(name, countProblem(consumed), customer.id);
  const entitled = row[shape.entitled];
  if (!isCount(entitled)) return wrong(shape.entitled, countProblem(entitled), customer.id);
  return {
    customerId: customer.id,
    customerName: customer.name,
    productId: product.id,
    productName: product.name,
    period,
    labels: parts.labels(row),
    unit: shape.unit,
    entitled,
    consumed,
    exceeded: null,
    reported: shape.reported(name, consumed, entitled),
  };
}

const countProblem = (value: unknown): string =>
  value === undefined || value === null ? 'is missing' : 'is not a whole number of 0 or more';
