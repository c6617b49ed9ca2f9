/** The conditions under which the ledger puts an item. */
import type { AttributeMap, Value } from './item-size.ts';
import { itemOf, type Written } from './written.ts';

export interface PutRequest {
  readonly Item: AttributeMap;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>>;
}

export function isAllowed(request: PutRequest, stored: Written | undefined): boolean {
  const { ConditionExpression: condition = '', ExpressionAttributeValues: values = {} } = request;
  const version = stored && itemOf(stored)['v']?.['N'];
  if (condition.startsWith('attribute_not_exists(pk)')) return stored === undefined || condition.includes(' OR ');
  if (condition === 'attribute_not_exists(v) OR v = :v')
    return version === undefined || version === values[':v']?.['N'];
  if (condition === 'v = :v') return version !== undefined && version === values[':v']?.['N'];
  throw new TypeError(`nobody here writes under the condition ${condition}`);
}
