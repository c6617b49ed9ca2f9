/** A query as the ledger and the baselines write it, in plain words. */
import type { Value } from './item-size.ts';

export interface Query {
  readonly IndexName?: string;
  readonly KeyConditionExpression: string;
  readonly ExpressionAttributeValues: Readonly<Record<string, Value>>;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: Readonly<Record<string, Value>>;
}

export interface Wanted {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly index: boolean;
  readonly backwards: boolean;
  readonly limit: number;
  readonly consistent: boolean;
  /** Sort key after which to go on; in the index with the table's key behind it. */
  readonly after: string | null;
}

const LAST = '\u{10FFFF}';

export function queryOf(query: Query): Wanted {
  const value = (name: string): string | undefined =>
    query.ExpressionAttributeValues[name]?.['S'] as string | undefined;
  const index = query.IndexName !== undefined;
  const key = query.ExclusiveStartKey;
  const names = index ? ['msk', 'pk', 'sk'] : ['sk'];
  return {
    pk: value(':pk') ?? '',
    from: value(':from') ?? '',
    to: value(':to') ?? LAST,
    index,
    backwards: query.ScanIndexForward === false,
    limit: query.Limit ?? Number.POSITIVE_INFINITY,
    consistent: query.ConsistentRead ?? false,
    after: key ? names.map((name) => key[name]?.['S']).join('\n') : null,
  };
}
