/** A batch of writes whose body is made by us; address, signature, repeats and errors stay the SDK's. */
import { BatchWriteItemCommand, type WriteRequest as RawRequest } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { itemText } from './attribute-text.ts';
import type { Item, Key } from './client.ts';

export type WriteRequest =
  | { readonly PutRequest: { readonly Item: Item } }
  | { readonly DeleteRequest: { readonly Key: Key } };

export class BatchOfText extends BatchWriteCommand {
  protected override readonly clientCommand: BatchWriteItemCommand;
  override readonly middlewareStack: BatchWriteItemCommand['middlewareStack'];
  readonly #body: () => string;

  constructor(table: string, requests: readonly WriteRequest[]) {
    super({ RequestItems: { [table]: [...requests] } });
    // The SDK takes an empty batch through its own steps, and the body that comes of it is replaced.
    this.clientCommand = new BatchWriteItemCommand({ RequestItems: { [table]: [] } });
    this.middlewareStack = this.clientCommand.middlewareStack;
    this.#body = () => `{"RequestItems":{${JSON.stringify(table)}:[${requests.map(requestText).join(',')}]}}`;
  }

  protected override addMarshallingMiddleware(): void {
    const body = this.#body();
    this.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = body;
        return next(args);
      },
      // Before its length is taken and it is signed.
      { name: 'batchOfText', step: 'build', priority: 'high', override: true },
    );
  }
}

/** Those of the requests that DynamoDB has left undone, as it names them. */
export function leftOf(requests: readonly WriteRequest[], undone: readonly RawRequest[]): readonly WriteRequest[] {
  if (undone.length === 0) return [];
  const keys = new Set(
    undone.map(({ PutRequest, DeleteRequest }) => {
      const key = PutRequest?.Item ?? DeleteRequest?.Key;
      return textOf(key?.['pk']?.S, key?.['sk']?.S);
    }),
  );
  return requests.filter((request) => {
    const { pk, sk } = 'PutRequest' in request ? request.PutRequest.Item : request.DeleteRequest.Key;
    return keys.has(textOf(pk, sk));
  });
}

const textOf = (pk: string | undefined, sk: string | undefined): string => `${pk}\n${sk}`;

const requestText = (request: WriteRequest): string =>
  'PutRequest' in request
    ? `{"PutRequest":{"Item":${itemText(request.PutRequest.Item)}}}`
    : `{"DeleteRequest":{"Key":${itemText({ ...request.DeleteRequest.Key })}}}`;
