/** NAVER Cloud: members with a hundred contracts each, or one contract each; a contract has so many metered lines. */
import type { World } from './vendor.ts';

const PAGE = 1000;

type Json = string | number | readonly Json[] | { readonly [name: string]: Json };

const code = (name: string): Json => ({ code: name, codeName: `${name} of the vendor` });
const CHILDREN: Readonly<Record<string, string>> = {
  contractList: 'contract',
  contractProductList: 'contractProduct',
  usageList: 'usage',
};

/** In the vendor's order of fields, with the dates that we leave alone. */
function contract(number: number, member: number, lines: number): Json {
  const started = '2024-12-01T00:00:00+0900';
  const open = '2999-12-31T23:59:59+0900';
  return {
    memberNo: String(2_510_400 + member),
    contractNo: String(90_000_000 + number),
    conjunctionContractNo: '',
    contractType: code('VSVR'),
    contractStatus: code('NOML'),
    contractStartDate: started,
    contractEndDate: open,
    instanceName: `web-${number}`,
    regionCode: 'KR',
    platformType: code('VPC'),
    contractProductList: Array.from({ length: lines }, (_, line) => ({
      contractProductSequence: String(line + 1),
      beforeContractProductSequence: '',
      productCode: `SVRVSVR${line}`,
      priceNo: '100001',
      promiseNo: '',
      instanceNo: String(200_000 + number),
      productItemKind: code('VSVR'),
      productRatingType: code('VSVR'),
      serviceStatus: code('NOML'),
      serviceStartDate: started,
      serviceEndDate: open,
      productSize: 0,
      productCount: 0,
      usageList: [
        {
          meteringType: code('VSVR'),
          useMonth: '202611',
          usageQuantity: 86_400 * (1 + ((number + line) % 20)),
          unit: code('USAGE_SEC'),
          userUsageQuantity: 24 * (1 + ((number + line) % 20)),
          userUnit: code('HOUR'),
        },
      ],
    })),
  };
}

function element(name: string, value: Json): string {
  const content = isList(value)
    ? value.map((item) => element(CHILDREN[name] ?? name, item)).join('')
    : typeof value === 'object'
      ? Object.entries(value)
          .map(([field, inner]) => element(field, inner))
          .join('')
      : String(value);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const envelope = (contractList: readonly Json[], totalRows: number): Json => ({
  requestId: '00000000-0000-4000-8000-000000000001',
  contractList,
  returnCode: '0',
  returnMessage: 'success',
  totalRows,
});

/** `customers` are contracts here; `products` is how many of them a member has. One month holds them, the others nothing. */
export function naverCloudWorld(contracts: number, perMember: number): World {
  const pages = new Map<string, Buffer>();
  const add = (name: string, page: Json): void => {
    const wrapper = 'getContractUsageListResponse';
    pages.set(`json ${name}`, Buffer.from(JSON.stringify({ [wrapper]: page })));
    pages.set(`xml ${name}`, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${element(wrapper, page)}\n`));
  };
  for (let from = 0, page = 1; from < contracts; from += PAGE, page++) {
    const rows = Array.from({ length: Math.min(PAGE, contracts - from) }, (_, index) =>
      contract(from + index, Math.floor((from + index) / perMember), 2),
    );
    add(`202611 ${page}`, envelope(rows, contracts));
  }
  add('none', envelope([], 0));
  return {
    answer(_method, target) {
      const query = new URL(target, 'http://vendor').searchParams;
      const format = query.get('responseFormatType') === 'json' ? 'json' : 'xml';
      const name = `${format} ${query.get('startMonth')} ${query.get('pageNo')}`;
      return pages.get(name) ?? pages.get(`${format} none`) ?? null;
    },
    secret: (origin) => ({
      accessKey: 'access',
      secretKey: 'secret',
      scope: 'partner',
      baseUrl: `${origin}/billing/v1`,
    }),
  };
}
