/** The shape of the one table. The stack, the local table and the tests are made from these words. */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Sparse, all attributes: overages (open ones by seats over, closed ones by their end) and periods with corrections. */
  index: { name: 'marked', partitionKey: 'mpk', sortKey: 'msk' },
} as const;
