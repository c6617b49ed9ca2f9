/** Partner Center: each customer has as many products in both lists, and some customers are over in one of them. */
import type { World } from './vendor.ts';

const TOP = 10_000;
/** Products share few services and channels, as the vendor's do. */
const WORKLOADS = ['EXO', 'SPO', 'TEAMS', 'SFB', 'ODB'];

const guid = (number: number, block: string): string =>
  `${number.toString(16).padStart(8, '0')}-${block}-4${block.slice(1)}-8${block.slice(1)}-111111111111`;

type Row = Readonly<Record<string, unknown>>;

const common = (customer: number, product: number): Row => ({
  processedDateTime: '2026-11-16T00:00:00',
  serviceCode: 'o365',
  serviceName: 'Microsoft Office 365',
  channel: 'reseller',
  customerTenantId: guid(customer, 'AAAA'),
  customerName: `Example customer ${customer}`,
  productId: guid(product, 'BBBB'),
  productName: `OFFICE 365 ENTERPRISE E${product}`,
});

const usageRow = (customer: number, product: number): Row => ({
  ...common(customer, product),
  workloadCode: WORKLOADS[product % WORKLOADS.length],
  workloadName: 'Exchange',
  licensesActive: 20 + ((customer + product) % 30),
  licensesQualified: 50,
});

const deploymentRow = (customer: number, product: number, isOver: boolean): Row => ({
  ...common(customer, product),
  licensesDeployed: isOver ? 53 : 47,
  licensesSold: 50,
});

export function partnerCenterWorld(customers: number, products: number, overEvery: number): World {
  const total = customers * products;
  const isOver = (customer: number, product: number): boolean => customer % overEvery === 0 && product === 0;
  const lists = {
    usage: usageRow,
    deployment: (customer: number, product: number) => deploymentRow(customer, product, isOver(customer, product)),
  };
  const pages = new Map<string, Buffer>();
  for (const [list, rowOf] of Object.entries(lists)) {
    for (let skip = 0; skip < Math.max(total, 1); skip += TOP) {
      const rows: Row[] = [];
      for (let at = skip; at < Math.min(skip + TOP, total); at++)
        rows.push(rowOf(Math.floor(at / products), at % products));
      const body = JSON.stringify({ Value: rows, '@nextLink': null, TotalCount: total });
      pages.set(`${list}?${skip}`, Buffer.from(body));
    }
  }
  const token = { token_type: 'Bearer', expires_in: 3600, access_token: 'access', refresh_token: 'refresh' };
  return {
    answer(method, target) {
      if (method === 'POST') return JSON.stringify(token);
      const [, list, skip] = /^\/v1\/analytics\/commercial\/(\w+)\/license\?top=10000&skip=(\d+)$/.exec(target) ?? [];
      return pages.get(`${list}?${skip}`) ?? null;
    },
    secret: (origin) => ({
      tenantId: 'tenant',
      clientId: 'client',
      clientSecret: 'secret',
      refreshToken: 'refresh',
      baseUrl: origin,
      loginUrl: `${origin}/login`,
    }),
  };
}
