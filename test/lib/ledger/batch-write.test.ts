import { expect, test } from 'vitest';
import { leftOf, type WriteRequest } from '../../../lib/ledger/batch-write.ts';

test('what DynamoDB leaves undone is tried again, and nothing else', () => {
  const requests: WriteRequest[] = [
    { PutRequest: { Item: { pk: 'a', sk: '1' } } },
    { PutRequest: { Item: { pk: 'a', sk: '2', more: true } } },
    { DeleteRequest: { Key: { pk: 'b', sk: '1' } } },
  ];
  const undone = [{ PutRequest: { Item: { sk: '2', pk: 'a' } } }, { DeleteRequest: { Key: { pk: 'b', sk: '1' } } }];
  expect(leftOf(requests, undone)).toEqual(requests.slice(1));
  expect(leftOf(requests, [])).toEqual([]);
});
