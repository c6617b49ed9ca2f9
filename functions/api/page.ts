/** The page that people look at: how each provider is doing and who is over. Without a token it shows no data. */
import { html } from 'hono/html';
import { type Recent, recentMessages } from '../../lib/query/messages.ts';
import { type ProviderItem, providerItems } from '../../lib/query/providers.ts';
import { walkOverages } from '../../lib/query/overages.ts';
import type { Call } from './call.ts';
import { shown } from './routes/overages.ts';

const MOST_ROWS = 200;
const MOST_MESSAGES = 20;

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: left; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid #8886; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
`;

export const ASSETS: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  '/assets/page.css': { type: 'text/css; charset=utf-8', text: STYLE },
};

const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export async function page(call: Call): Promise<Response> {
  const content = call.settings.isOpen ? await tables(call) : signIn();
  const text = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Seatwatch</title>
        <link rel="stylesheet" href="/assets/page.css" />
      </head>
      <body>
        <main>
          <h1>Seatwatch</h1>
          ${content}
          <p><a href="/v1/openapi.json">The API's description</a></p>
        </main>
      </body>
    </html>`;
  return new Response(String(text), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  });
}

const signIn = () =>
  html`<p>
    The ledger is open to callers with an access token. Ask the API for <code>/v1/overages</code> and
    <code>/v1/providers</code> with <code>Authorization: Bearer</code> and a token of the scope that
    <a href="/config.json">its configuration</a> names.
  </p>`;

async function tables(call: Call) {
  const { table, now, settings } = call;
  const providers = await providerItems(table, now, settings.history);
  const messages = await recentMessages(table, now, MOST_MESSAGES);
  const overages: Array<ReturnType<typeof shown>> = [];
  let more = false;
  for await (const { item } of walkOverages(table, { state: 'open' }, null, MOST_ROWS)) {
    if (item === null) continue;
    more = overages.length >= MOST_ROWS;
    if (more) break;
    overages.push(shown(call, item));
  }
  return html`<table>
      <caption>
        Providers
      </caption>
      <thead>
        <tr>
          <th scope="col">Provider</th>
          <th scope="col">Account</th>
          <th scope="col">State</th>
          <th scope="col">Last success</th>
          <th scope="col">Newest period</th>
          <th scope="col" class="number">Open overages</th>
          <th scope="col" class="number">Missing periods</th>
        </tr>
      </thead>
      <tbody>
        ${providers.map((one) => providerRow(one, settings.simulated.includes(one.provider)))}
      </tbody>
    </table>
    ${overages.length === 0 ? html`<p>No seats are over.</p>` : overageTable(overages)}
    ${more ? html`<p>There are more: <a href="/v1/overages?limit=1000">all open overages</a>.</p>` : ''}
    ${messages.length === 0 ? '' : messageTable(messages)}`;
}

const providerRow = (one: ProviderItem, isSimulated: boolean) =>
  html`<tr>
    <th scope="row">${one.provider}${isSimulated ? ' (simulated vendor)' : ''}</th>
    <td>${one.account}</td>
    <td>${one.status}</td>
    <td>${one.lastSuccessAt ?? 'never'}</td>
    <td>${one.newestPeriod ?? '—'}</td>
    <td class="number">${one.openOverages}</td>
    <td class="number">${one.missing}</td>
  </tr>`;

const messageTable = (messages: readonly Recent[]) =>
  html`<table>
    <caption>
      Messages
    </caption>
    <thead>
      <tr>
        <th scope="col">Told</th>
        <th scope="col">Message</th>
      </tr>
    </thead>
    <tbody>
      ${messages.map(
        ({ at, text }) =>
          html`<tr>
            <td>${at}</td>
            <td>${text}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const overageTable = (overages: ReadonlyArray<ReturnType<typeof shown>>) =>
  html`<table>
    <caption>
      Seats over
    </caption>
    <thead>
      <tr>
        <th scope="col">Provider</th>
        <th scope="col">Customer</th>
        <th scope="col">Product</th>
        <th scope="col">Since</th>
        <th scope="col">As of</th>
        <th scope="col" class="number">Held</th>
        <th scope="col" class="number">In use</th>
        <th scope="col" class="number">Over</th>
      </tr>
    </thead>
    <tbody>
      ${overages.map(
        (one) =>
          html`<tr>
            <td>${one.provider} / ${one.account}</td>
            <th scope="row">${one.customerName ?? one.customerId}</th>
            <td>${one.productName}${one.labels['level'] ? ` (${one.labels['level']})` : ''}</td>
            <td>${one.since}</td>
            <td>${one.asOf}</td>
            <td class="number">${one.entitled ?? '—'}</td>
            <td class="number">${one.consumed ?? '—'}</td>
            <td class="number">${one.exceeded}${one.expected ? ' (expected)' : ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
