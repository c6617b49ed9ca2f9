import { walkCustomers } from '../../../lib/query/customers.ts';
import { customerTotals, pageOf } from '../answers.ts';
import type { Route } from '../call.ts';
import { askedOf, listed, pageLimit } from '../listing.ts';
import { account, cursor, limit, provider, q } from '../parameters.ts';

const path = '/v1/customers';
const parameters = { provider, account, q, limit, cursor };

export const customers: Route = {
  method: 'GET',
  path,
  id: 'listCustomers',
  summary: 'Customers with the sums of their seats over the newest period of each dataset.',
  parameters,
  status: 200,
  answer: pageOf(customerTotals),
  handle: async (call) => {
    const asked = askedOf(call, path, parameters);
    return listed(call, asked, walkCustomers(call.table, asked.question, asked.after, pageLimit(asked)), []);
  },
};
