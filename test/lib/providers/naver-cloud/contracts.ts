/** Contracts of tests in the vendor's JSON; every field can be replaced, `undefined` leaves it out. */
import type { Json } from '../../../../infra/local/vendors/naver-cloud/contract-list.ts';

type Fields = Readonly<Record<string, Json | undefined>>;

const code = (name: string): Json => ({ code: name, codeName: `name of ${name}` });

export const usage = (fields: Fields = {}): Json => ({
  meteringType: code('VSVR'),
  useMonth: '202501',
  usageQuantity: 2_592_000,
  unit: code('USAGE_SEC'),
  userUsageQuantity: 720,
  userUnit: code('HOUR'),
  ...fields,
});

export const product = (fields: Fields = {}): Json => ({
  contractProductSequence: '1',
  beforeContractProductSequence: '',
  productCode: 'TESTSVR1',
  productItemKind: code('VSVR'),
  productRatingType: code('VSVR'),
  productSize: 0,
  productCount: 0,
  usageList: [usage()],
  ...fields,
});

export const contract = (fields: Fields = {}): Json => ({
  memberNo: '1234567',
  contractNo: '90000001',
  conjunctionContractNo: '',
  contractType: code('VSVR'),
  contractStatus: code('NOML'),
  instanceName: 'web-01',
  regionCode: 'KR',
  platformType: {},
  contractProductList: [product()],
  ...fields,
});

/** As many contracts as numbers, each with a quantity of its own. */
export const contractsNumbered = (numbers: readonly number[]): Json[] =>
  numbers.map((number) =>
    contract({
      contractNo: String(number),
      contractProductList: [product({ usageList: [usage({ usageQuantity: number })] })],
    }),
  );

/** One contract with one usage that has these fields. */
export const usageContract = (fields: Fields): Json =>
  contract({ contractProductList: [product({ usageList: [usage(fields)] })] });

export const envelope = (fields: Record<string, unknown>): string =>
  JSON.stringify({ getContractUsageListResponse: { returnCode: '0', returnMessage: 'success', ...fields } });
