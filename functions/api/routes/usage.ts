import { walkUsage } from '../../../lib/query/usage.ts';
import { pageOf, usageRecord } from '../answers.ts';
import type { Route } from '../call.ts';
import { askedOf, listed } from '../listing.ts';
import {
  account,
  cursor,
  customer,
  dataset,
  format,
  from,
  level,
  limit,
  measure,
  product,
  provider,
  to,
} from '../parameters.ts';
import { rangeOf } from '../range.ts';

const path = '/v1/usage';
const parameters = { provider, account, dataset, customer, product, measure, level, from, to, limit, cursor, format };
const columns = Object.keys(usageRecord.entries);

export const usage: Route = {
  method: 'GET',
  path,
  id: 'listUsage',
  summary: 'Usage records, grouped by provider, account and customer, by period within a customer.',
  parameters,
  status: 200,
  answer: pageOf(usageRecord),
  line: usageRecord,
  handle: async (call) => {
    const asked = askedOf(call, path, parameters, (filters) => ({ ...filters, ...rangeOf(filters, call.today) }));
    const { question, after } = asked;
    const range = rangeOf(question, call.today);
    return listed(call, asked, walkUsage(call.table, { ...question, ...range }, after, call.now), columns);
  },
};
