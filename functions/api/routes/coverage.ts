import { walkCoverage } from '../../../lib/query/coverage.ts';
import { coverageItem, pageOf } from '../answers.ts';
import type { Route } from '../call.ts';
import { askedOf, listed } from '../listing.ts';
import { account, cursor, customer, dataset, from, limit, provider, to } from '../parameters.ts';
import { rangeOf } from '../range.ts';

const path = '/v1/coverage';
const parameters = { provider, account, customer, dataset, from, to, limit, cursor };

export const coverage: Route = {
  method: 'GET',
  path,
  id: 'listCoverage',
  summary: 'Which expected periods were observed, customer by customer.',
  parameters,
  status: 200,
  answer: pageOf(coverageItem),
  handle: async (call) => {
    const { table, now, settings, today } = call;
    const asked = askedOf(call, path, parameters, (filters) => ({ ...filters, ...rangeOf(filters, today) }));
    const { question, after } = asked;
    const filter = { ...question, ...rangeOf(question, today) };
    return listed(call, asked, walkCoverage({ table, filter, after, now, depths: settings.history }), []);
  },
};
