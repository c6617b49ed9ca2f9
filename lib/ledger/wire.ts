/** The bodies of requests to DynamoDB and of its answers, with items as plain objects. */
import { itemOf, itemText } from './attributes.ts';
import type { WriteRequest } from './batch-write.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of an input and of an output by the names of the API; its words for several tables stand under their names. */
export function bodyText(input: object): string {
  return objectText(input, (name, value) => {
    switch (name) {
      case 'Item':
      case 'Key':
      case 'ExclusiveStartKey':
      case 'ExpressionAttributeValues':
        return itemText(value as Fields);
      case 'RequestItems':
        return objectText(value as object, (_table, asked) => askedText(asked as object));
      case 'Keys':
        return `[${(value as Fields[]).map(itemText).join(',')}]`;
      default:
        return JSON.stringify(value);
    }
  });
}

/** What is asked of one table: writes, or keys to be read. */
const askedText = (asked: object): string =>
  Array.isArray(asked) ? `[${(asked as WriteRequest[]).map(writeText).join(',')}]` : bodyText(asked);

const writeText = (write: WriteRequest): string =>
  'PutRequest' in write
    ? `{"PutRequest":{"Item":${itemText(write.PutRequest.Item)}}}`
    : `{"DeleteRequest":{"Key":${itemText({ ...write.DeleteRequest.Key })}}}`;

function objectText(object: object, textOf: (name: string, value: unknown) => string): string {
  const fields = Object.entries(object).filter(([, value]) => value !== undefined);
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${textOf(name, value)}`).join(',')}}`;
}

/** Throws a SyntaxError or a TypeError where it is no answer of DynamoDB's. */
export const outputIn = (text: string): object => outputOf(JSON.parse(text) as Fields);

const outputOf = (fields: Fields): Record<string, unknown> =>
  mapped(fields, (name, value) => {
    switch (name) {
      case 'Item':
      case 'Key':
      case 'LastEvaluatedKey':
        return itemOf(value as Fields);
      case 'Items':
      case 'Keys':
        return (value as Fields[]).map(itemOf);
      case 'Responses':
        return mapped(value as Fields, (_table, items) => (items as Fields[]).map(itemOf));
      case 'UnprocessedKeys':
        return mapped(value as Fields, (_table, left) => outputOf(left as Fields));
      case 'UnprocessedItems':
        return mapped(value as Fields, (_table, left) => (left as Fields[]).map(outputOf));
      case 'PutRequest':
      case 'DeleteRequest':
        return outputOf(value as Fields);
      default:
        return value;
    }
  });

const mapped = (object: Fields, valueOf: (name: string, value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, valueOf(name, value)]));
