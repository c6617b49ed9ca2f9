/** The shape of the one table. The stack, the local table and the tests are made from these words. */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Sparse: only overages are in it, open ones by how many seats are over, closed ones by their end. */
  index: { name: 'overages', partitionKey: 'opk', sortKey: 'osk' },
} as const;
