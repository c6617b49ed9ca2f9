/** Lists that are not what they should be, and the list of customers, where a vendor has one. */
import type { CatalogueEntry } from './entry.ts';
import type { Fault } from '../fault.ts';
import { CUSTOMER_LIST, edits, NAVER_CLOUD_LIST } from './targets.ts';

const ROOT = 'its answer is the list itself, without a name';
const NO_CUSTOMERS = 'it has no list of customers';
const naverRow = `${NAVER_CLOUD_LIST}.0`;

const NONE = { 'partner-center': NO_CUSTOMERS, 'naver-cloud': NO_CUSTOMERS } as const;

/** The same fault at the customer lists. */
const ofCustomers = (fault: Fault): CatalogueEntry['at'] => ({
  'line-works': [{ path: CUSTOMER_LIST['line-works'], ...fault }],
  ...NONE,
  'trend-micro': [{ path: CUSTOMER_LIST['trend-micro'], ...fault }],
});

export const LISTS: readonly CatalogueEntry[] = [
  {
    name: 'list-renamed',
    about: 'the list has another name',
    at: edits({
      'line-works': [{ op: 'rename', at: 'usages', to: 'usageList' }],
      'partner-center': [{ op: 'rename', at: 'Value', to: 'Values' }],
      'naver-cloud': [{ op: 'rename', at: 'getContractUsageListResponse', to: 'response' }],
      'trend-micro': ROOT,
    }),
  },
  {
    name: 'list-wrapped',
    about: 'an object with a list where a list is promised, or the other way round',
    at: {
      'line-works': [{ kind: 'body', path: '/10000001/usages', body: '[]' }],
      'partner-center': [{ kind: 'body', path: '/usage/license', body: '[]' }],
      'naver-cloud': [{ kind: 'body', path: '/cost/', body: '[]' }],
      'trend-micro': [{ kind: 'body', path: '/vendors/license', body: '{"licenses":[]}' }],
    },
  },
  {
    name: 'list-empty',
    about: 'no rows at all',
    at: {
      'line-works': [{ kind: 'body', path: '/10000001/usages', body: '{"usages":[]}' }],
      'partner-center': [
        { kind: 'body', path: '/usage/license', body: '{"Value":[],"@nextLink":null,"TotalCount":0}' },
      ],
      'naver-cloud': [
        {
          kind: 'body',
          path: '/cost/',
          body: '{"getContractUsageListResponse":{"returnCode":"0","totalRows":0,"contractList":[]}}',
        },
      ],
      'trend-micro': [{ kind: 'body', path: '/vendors/license', body: '[]' }],
    },
  },
  {
    name: 'row-missing',
    about: 'the first row is missing, and the total knows nothing of it',
    at: edits({
      'line-works': [{ op: 'remove', at: 'usages.0' }],
      'partner-center': [
        { op: 'remove', at: 'Value.0' },
        { op: 'add', at: 'TotalCount', by: -1 },
      ],
      'naver-cloud': [{ op: 'remove', at: `${naverRow}.contractProductList.0.usageList.0` }],
      'trend-micro': [{ op: 'remove', at: '0' }],
    }),
  },
  {
    name: 'row-twice',
    about: 'a row stands there twice',
    at: edits({
      'line-works': [{ op: 'repeat', at: 'usages.0' }],
      'partner-center': [
        { op: 'repeat', at: 'Value.0' },
        { op: 'add', at: 'TotalCount', by: 1 },
      ],
      'naver-cloud': [{ op: 'repeat', at: `${naverRow}.contractProductList.0.usageList.0` }],
      'trend-micro': [{ op: 'repeat', at: '0' }],
    }),
  },
  {
    name: 'row-twice-unlike',
    about: 'a row stands there twice, with different numbers',
    at: edits({
      'line-works': [{ op: 'repeat', at: 'usages.0', changed: { memberCount: 77 } }],
      'partner-center': [
        { op: 'repeat', at: 'Value.0', changed: { licensesActive: 77 } },
        { op: 'add', at: 'TotalCount', by: 1 },
      ],
      'naver-cloud': [
        { op: 'repeat', at: `${naverRow}.contractProductList.0.usageList.0`, changed: { usageQuantity: 77 } },
      ],
      'trend-micro': [{ op: 'repeat', at: '0', changed: { seat_in_use: 77 } }],
    }),
  },
  {
    name: 'customer-list-outage',
    about: 'the list of customers fails',
    at: ofCustomers({ kind: 'status', status: 503 }),
  },
  { name: 'customer-list-cut-short', about: 'the list of customers is cut short', at: ofCustomers({ kind: 'cut' }) },
  {
    name: 'customer-list-shorter',
    about: 'a customer is missing in the list, and nothing says so',
    at: {
      ...NONE,
      'line-works': [{ kind: 'edit', path: CUSTOMER_LIST['line-works'], edits: [{ op: 'remove', at: 'customers.0' }] }],
      'trend-micro': [
        {
          kind: 'edit',
          path: `${CUSTOMER_LIST['trend-micro']}page=1`,
          edits: [
            { op: 'remove', at: 'customers.0' },
            { op: 'add', at: 'paging.total', by: -1 },
          ],
        },
        { kind: 'edit', path: CUSTOMER_LIST['trend-micro'], edits: [{ op: 'add', at: 'paging.total', by: -1 }] },
      ],
    },
  },
  {
    name: 'customer-without-id',
    about: 'a customer of the list has no id',
    at: {
      ...NONE,
      'line-works': [
        { kind: 'edit', path: CUSTOMER_LIST['line-works'], edits: [{ op: 'remove', at: 'customers.0.domainId' }] },
      ],
      'trend-micro': [
        { kind: 'edit', path: CUSTOMER_LIST['trend-micro'], edits: [{ op: 'remove', at: 'customers.0.id' }] },
      ],
    },
  },
  {
    name: 'customer-id-huge',
    about: 'a customer whose id is a number of 19 digits',
    at: {
      ...NONE,
      'line-works': [
        {
          kind: 'edit',
          path: CUSTOMER_LIST['line-works'],
          edits: [{ op: 'write', at: 'customers.0.domainId', json: '9007199254740993123' }],
        },
      ],
      'trend-micro': [
        {
          kind: 'edit',
          path: `${CUSTOMER_LIST['trend-micro']}page=1`,
          edits: [{ op: 'write', at: 'customers.0.id', json: '9007199254740993123' }],
        },
      ],
    },
  },
  {
    name: 'customer-not-answered',
    about: 'the usage of one customer of the list is not answered',
    at: {
      'line-works': 'each customer is asked for alone',
      'partner-center': NO_CUSTOMERS,
      'naver-cloud': NO_CUSTOMERS,
      'trend-micro': [{ kind: 'edit', path: '/customers/usage', edits: [{ op: 'remove', at: 'customers.0' }] }],
    },
  },
];
