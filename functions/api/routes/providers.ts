import * as v from 'valibot';
import { providerItems } from '../../../lib/query/providers.ts';
import { providerStatus } from '../answers.ts';
import { json, type Route } from '../call.ts';
import { readParameters } from '../parameters.ts';

export const providers: Route = {
  method: 'GET',
  path: '/v1/providers',
  id: 'listProviders',
  summary: 'Every provider and account: how it is doing and what is missing.',
  parameters: {},
  status: 200,
  answer: v.object({ items: v.array(providerStatus) }),
  handle: async ({ url, table, now, settings }) => {
    readParameters(url, {});
    const items = await providerItems(table, now, settings.history);
    return json({
      items: items.map(({ provider, account, status, ...rest }) => ({
        provider,
        account,
        status,
        simulated: settings.simulated.includes(provider),
        ...rest,
      })),
    });
  },
};
