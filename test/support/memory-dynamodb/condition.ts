import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Stored } from './partition.ts';

const numberOr = ({ N, S }: AttributeValue): number | string | undefined => (N === undefined ? S : Number(N));

/** Conditions of one or more comparisons, any of which is enough. */
export function isAllowed(
  condition: string | undefined,
  stored: Stored | undefined,
  values: Readonly<Record<string, AttributeValue>>,
): boolean {
  return condition === undefined || condition.split(' OR ').some((part) => holds(part, stored, values));
}

function holds(part: string, stored: Stored | undefined, values: Readonly<Record<string, AttributeValue>>): boolean {
  const [, missing] = /^attribute_not_exists\((\w+)\)$/.exec(part) ?? [];
  if (missing !== undefined) return stored?.[missing] === undefined;
  const [, field = '', operator, name = ''] = /^(\w+) (=|<=) (:\w+)$/.exec(part) ?? [];
  const [have, wanted] = [stored?.[field], values[name]];
  if (operator === undefined || !wanted) throw new TypeError(`the product does not use the condition ${part}`);
  if (!have) return false;
  const [a, b] = [numberOr(have), numberOr(wanted)];
  if (a === undefined || b === undefined) return false;
  return operator === '=' ? a === b : a <= b;
}
