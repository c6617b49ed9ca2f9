// Both licence lists of Partner Center with axios: sign in, then page by page.
import axios, { create } from 'axios';

const TOP = 10_000;

/** Yields the rows of one page after the other, with the name of their list. */
export async function* pages(baseUrl) {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'refresh', client_id: 'client' });
  const { data: token } = await axios.post(`${baseUrl}/login/tenant/oauth2/token`, form);
  const client = create({ baseURL: baseUrl, headers: { authorization: `Bearer ${token.access_token}` } });
  for (const list of ['usage', 'deployment']) {
    for (let skip = 0, total = 1; skip < total; skip += TOP) {
      const { data } = await client.get(`/v1/analytics/commercial/${list}/license?top=${TOP}&skip=${skip}`);
      total = data.TotalCount;
      yield { list, rows: data.Value };
    }
  }
}

/** The row as an item of its own: per customer, product and day. */
export function itemOf(list, row) {
  const isUsage = list === 'usage';
  return {
    pk: `${row.customerTenantId.toLowerCase()}`,
    sk: `${list}#${row.productId.toLowerCase()}#${row.workloadCode ?? ''}#${row.processedDateTime.slice(0, 10)}`,
    customerName: row.customerName,
    productName: row.productName,
    serviceCode: row.serviceCode,
    channel: row.channel,
    entitled: isUsage ? row.licensesQualified : row.licensesSold,
    consumed: isUsage ? row.licensesActive : row.licensesDeployed,
    exceeded: isUsage ? null : Math.max(0, row.licensesDeployed - row.licensesSold),
    collectedAt: new Date().toISOString(),
  };
}
