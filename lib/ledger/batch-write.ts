/** What a batch of writes asks for, and what of it is left to do. */
import type { Item, Key } from './client.ts';

export type WriteRequest =
  | { readonly PutRequest: { readonly Item: Item } }
  | { readonly DeleteRequest: { readonly Key: Key } };

/** A write as an answer names it: of an item that is to be put it may hold more or less than was sent. */
interface Undone {
  readonly PutRequest?: { readonly Item?: object } | undefined;
  readonly DeleteRequest?: { readonly Key?: object } | undefined;
}

/** Those of the requests that DynamoDB has left undone, as it names them. */
export function leftOf(requests: readonly WriteRequest[], undone: readonly Undone[]): readonly WriteRequest[] {
  if (undone.length === 0) return [];
  const keys = new Set(
    undone.map(({ PutRequest, DeleteRequest }) => textOf((PutRequest?.Item ?? DeleteRequest?.Key ?? {}) as Key)),
  );
  return requests.filter((request) =>
    keys.has(textOf('PutRequest' in request ? request.PutRequest.Item : request.DeleteRequest.Key)),
  );
}

const textOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
