/** Rows that are not what they should be: the first row of each answer. */
import type { CatalogueEntry } from './entry.ts';
import type { Edit } from '../fault.ts';
import { edits, NAVER_CLOUD_LIST } from './targets.ts';

const naverContract = `${NAVER_CLOUD_LIST}.0`;
const naverProduct = `${naverContract}.contractProductList.0`;
const naverUsage = `${naverProduct}.usageList.0`;

/** The vendor's count of what is used, at each vendor. */
const COUNTS = {
  'line-works': 'usages.0.memberCount',
  'partner-center': 'Value.0.licensesQualified',
  'naver-cloud': `${naverUsage}.usageQuantity`,
  'trend-micro': '0.seat_in_use',
} as const;

const counts = (change: (at: string) => Edit): CatalogueEntry['at'] =>
  edits({
    'line-works': [change(COUNTS['line-works'])],
    'partner-center': [change(COUNTS['partner-center'])],
    'naver-cloud': [change(COUNTS['naver-cloud'])],
    'trend-micro': [change(COUNTS['trend-micro'])],
  });

export const ROWS: readonly CatalogueEntry[] = [
  {
    name: 'count-renamed',
    about: 'the count of what is used has another name',
    at: counts((at) => ({ op: 'rename', at, to: 'seatsInUse' })),
  },
  { name: 'count-missing', about: 'the count is missing', at: counts((at) => ({ op: 'remove', at })) },
  { name: 'count-null', about: 'the count is null', at: counts((at) => ({ op: 'set', at, to: null })) },
  { name: 'count-negative', about: 'the count is -1', at: counts((at) => ({ op: 'set', at, to: -1 })) },
  { name: 'count-fractional', about: 'the count is 1.5', at: counts((at) => ({ op: 'set', at, to: 1.5 })) },
  { name: 'count-text', about: 'the count is the text "12"', at: counts((at) => ({ op: 'set', at, to: '12' })) },
  {
    name: 'count-huge',
    about: 'the count has 19 digits',
    at: counts((at) => ({ op: 'write', at, json: '9007199254740993123' })),
  },
  {
    name: 'name-null',
    about: 'a name or label is null',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0.status', to: null }],
      'partner-center': [{ op: 'set', at: 'Value.0.customerName', to: null }],
      'naver-cloud': [{ op: 'set', at: `${naverContract}.instanceName`, to: null }],
      'trend-micro': 'its rows hold numbers and one id',
    }),
  },
  {
    name: 'field-extra',
    about: 'a field that no document names',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0.colour', to: 'blue' }],
      'partner-center': [{ op: 'set', at: 'Value.0.colour', to: 'blue' }],
      'naver-cloud': [{ op: 'set', at: `${naverUsage}.colour`, to: 'blue' }],
      'trend-micro': [{ op: 'set', at: '0.colour', to: 'blue' }],
    }),
  },
  {
    name: 'enum-new',
    about: 'a value that no document names',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0.status', to: 'HIBERNATING' }],
      'partner-center': [{ op: 'set', at: 'Value.0.workloadCode', to: 'HOLO' }],
      'naver-cloud': [{ op: 'set', at: `${naverContract}.contractType`, to: { code: 'HOLO', codeName: 'Hologram' } }],
      'trend-micro': 'its rows hold numbers and one id',
    }),
  },
  {
    name: 'product-new',
    about: 'a product that nobody has seen',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0.productId', to: 'HOLOGRAM' }],
      'partner-center': [{ op: 'set', at: 'Value.0.productId', to: 'HOLOGRAM' }],
      'naver-cloud': [{ op: 'set', at: `${naverProduct}.productCode`, to: 'HOLOGRAM' }],
      'trend-micro': 'it is about one product',
    }),
  },
  {
    name: 'id-missing',
    about: 'a row does not say whose or of what it is',
    at: edits({
      'line-works': [{ op: 'remove', at: 'usages.0.productId' }],
      'partner-center': [{ op: 'remove', at: 'Value.0.customerTenantId' }],
      'naver-cloud': [{ op: 'remove', at: `${naverContract}.memberNo` }],
      'trend-micro': [{ op: 'remove', at: '0.vid' }],
    }),
  },
  {
    name: 'id-huge',
    about: 'an id is a number of 19 digits',
    at: edits({
      'line-works': [{ op: 'write', at: 'usages.0.productId', json: '9007199254740993123' }],
      'partner-center': [{ op: 'write', at: 'Value.0.productId', json: '9007199254740993123' }],
      'naver-cloud': [{ op: 'write', at: `${naverContract}.contractNo`, json: '9007199254740993123' }],
      'trend-micro': [{ op: 'write', at: '0.vid', json: '9007199254740993123' }],
    }),
  },
  {
    name: 'period-foreign',
    about: 'a row of a period that was not asked for',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0.usedDate', to: '2020-02-29' }],
      'partner-center': 'its lists show what was processed last, of whatever day',
      'naver-cloud': [{ op: 'set', at: `${naverUsage}.useMonth`, to: '202002' }],
      'trend-micro': [{ op: 'set', at: '0.update_time', to: 1_582_934_400 }],
    }),
  },
  {
    name: 'period-broken',
    about: 'a date that no calendar has',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0.usedDate', to: '2026-02-30' }],
      'partner-center': [{ op: 'set', at: 'Value.0.processedDateTime', to: '2026-02-30T00:00:00' }],
      'naver-cloud': [{ op: 'set', at: `${naverUsage}.useMonth`, to: '202613' }],
      'trend-micro': [{ op: 'set', at: '0.update_time', to: 'yesterday' }],
    }),
  },
  {
    name: 'row-null',
    about: 'a row is null',
    at: edits({
      'line-works': [{ op: 'set', at: 'usages.0', to: null }],
      'partner-center': [{ op: 'set', at: 'Value.0', to: null }],
      'naver-cloud': [{ op: 'set', at: naverUsage, to: null }],
      'trend-micro': [{ op: 'set', at: '0', to: null }],
    }),
  },
];
