/** Lists whose pages do not fit together. */
import type { CatalogueEntry } from './entry.ts';
import { CUSTOMER_LIST, DATA, edits, NAVER_CLOUD_LIST } from './targets.ts';

const ONE_PAGE = 'one answer holds the month';
const NO_TOTAL = 'its lists give no total';
const MANY = 1_000_000;
const naverTotal = 'getContractUsageListResponse.totalRows';
const customersOf = { 'line-works': CUSTOMER_LIST['line-works'], 'trend-micro': CUSTOMER_LIST['trend-micro'] };

/** Every page is the first one, and there are always more. */
const again = {
  'line-works': { path: customersOf['line-works'], ask: { cursor: null } },
  'partner-center': { path: DATA['partner-center'], ask: { skip: '0' } },
  'naver-cloud': { path: DATA['naver-cloud'], ask: { pageNo: '1' } },
  'trend-micro': { path: customersOf['trend-micro'], ask: { page: '1' } },
} as const;

export const PAGES: readonly CatalogueEntry[] = [
  {
    name: 'endless-list',
    about: 'a list that goes on for ever, with new rows on every page',
    at: {
      'line-works': [
        {
          kind: 'edit',
          ...again['line-works'],
          edits: [
            { op: 'number', at: 'customers.*.domainId' },
            { op: 'set', at: 'responseMetaData.nextCursor', to: 'more' },
            { op: 'number', at: 'responseMetaData.nextCursor' },
          ],
        },
      ],
      'partner-center': [
        {
          kind: 'edit',
          ...again['partner-center'],
          edits: [
            { op: 'number', at: 'Value.*.productId' },
            { op: 'set', at: 'TotalCount', to: MANY },
          ],
        },
      ],
      'naver-cloud': [
        {
          kind: 'edit',
          ...again['naver-cloud'],
          edits: [
            { op: 'number', at: `${NAVER_CLOUD_LIST}.*.contractNo` },
            { op: 'set', at: naverTotal, to: MANY },
          ],
        },
      ],
      'trend-micro': [
        {
          kind: 'edit',
          ...again['trend-micro'],
          edits: [
            { op: 'number', at: 'customers.*.id' },
            { op: 'set', at: 'paging.total', to: MANY },
          ],
        },
      ],
    },
  },
  {
    name: 'repeated-page',
    about: 'a list that goes on for ever with the same page',
    at: {
      'line-works': [
        {
          kind: 'edit',
          ...again['line-works'],
          edits: [{ op: 'set', at: 'responseMetaData.nextCursor', to: 'more' }],
        },
      ],
      'partner-center': [
        { kind: 'edit', ...again['partner-center'], edits: [{ op: 'set', at: 'TotalCount', to: MANY }] },
      ],
      'naver-cloud': [{ kind: 'edit', ...again['naver-cloud'], edits: [{ op: 'set', at: naverTotal, to: MANY }] }],
      'trend-micro': [{ kind: 'edit', ...again['trend-micro'], edits: [{ op: 'set', at: 'paging.total', to: MANY }] }],
    },
  },
  {
    name: 'next-link-foreign',
    about: 'the link to the next page leads to a foreign host',
    at: {
      'line-works': [
        {
          kind: 'edit',
          path: customersOf['line-works'],
          times: 1,
          edits: [{ op: 'set', at: 'responseMetaData.nextCursor', to: 'https://foreign.example/' }],
        },
      ],
      'partner-center': [
        {
          kind: 'edit',
          path: DATA['partner-center'],
          edits: [{ op: 'set', at: '@nextLink', to: 'https://foreign.example/' }],
        },
      ],
      'naver-cloud': 'pages have numbers and no links',
      'trend-micro': 'pages have numbers and no links',
    },
  },
  {
    name: 'row-again-on-next-page',
    about: 'a row of one page stands on the next one too',
    at: {
      'line-works': 'its simulated customer list does so at all times',
      'partner-center': [
        { kind: 'overlap', path: 'deployment/license?top=10000&skip=3', list: 'Value', ask: { skip: '0' } },
      ],
      'naver-cloud': [{ kind: 'overlap', path: 'pageNo=2', list: NAVER_CLOUD_LIST, ask: { pageNo: '1' } }],
      'trend-micro': [
        { kind: 'overlap', path: `${customersOf['trend-micro']}page=2`, list: 'customers', ask: { page: '1' } },
      ],
    },
  },
  {
    name: 'row-lost-between-pages',
    about: 'a row moves to a page that was read already, on every reading',
    at: {
      'line-works': NO_TOTAL,
      'partner-center': [
        { kind: 'edit', path: 'deployment/license?top=10000&skip=3', edits: [{ op: 'remove', at: 'Value.0' }] },
      ],
      'naver-cloud': [{ kind: 'edit', path: 'pageNo=2', edits: [{ op: 'remove', at: `${NAVER_CLOUD_LIST}.0` }] }],
      'trend-micro': [
        {
          kind: 'edit',
          path: `${customersOf['trend-micro']}page=2`,
          edits: [{ op: 'remove', at: 'customers.0' }],
        },
      ],
    },
  },
  {
    name: 'row-lost-between-pages-once',
    about: 'a row moves to a page that was read already, once',
    at: {
      'line-works': NO_TOTAL,
      'partner-center': [
        {
          kind: 'edit',
          path: 'deployment/license?top=10000&skip=3',
          times: 1,
          edits: [{ op: 'remove', at: 'Value.0' }],
        },
      ],
      'naver-cloud': [
        { kind: 'edit', path: 'pageNo=2', times: 1, edits: [{ op: 'remove', at: `${NAVER_CLOUD_LIST}.0` }] },
      ],
      'trend-micro': [
        {
          kind: 'edit',
          path: `${customersOf['trend-micro']}page=2`,
          times: 1,
          edits: [{ op: 'remove', at: 'customers.0' }],
        },
      ],
    },
  },
  ...[
    { name: 'total-too-high', about: 'the total says one row more than there are', by: 1 },
    { name: 'total-too-low', about: 'the total says one row less than there are', by: -1 },
  ].map(({ name, about, by }) => ({
    name,
    about,
    at: {
      'line-works': NO_TOTAL,
      'partner-center': [
        { kind: 'edit', path: DATA['partner-center'], edits: [{ op: 'add', at: 'TotalCount', by }] } as const,
      ],
      'naver-cloud': [{ kind: 'edit', path: DATA['naver-cloud'], edits: [{ op: 'add', at: naverTotal, by }] } as const],
      'trend-micro': [
        { kind: 'edit', path: customersOf['trend-micro'], edits: [{ op: 'add', at: 'paging.total', by }] } as const,
      ],
    },
  })),
  {
    name: 'total-missing',
    about: 'the total is missing',
    at: {
      ...edits({
        'line-works': NO_TOTAL,
        'partner-center': [{ op: 'remove', at: 'TotalCount' }],
        'naver-cloud': [{ op: 'remove', at: naverTotal }],
        'trend-micro': ONE_PAGE,
      }),
      'trend-micro': [
        { kind: 'edit', path: customersOf['trend-micro'], edits: [{ op: 'remove', at: 'paging.total' }] },
      ],
    },
  },
];
