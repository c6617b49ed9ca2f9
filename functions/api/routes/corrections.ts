import { walkCorrections } from '../../../lib/query/corrections.ts';
import { correction, pageOf } from '../answers.ts';
import type { Route } from '../call.ts';
import { askedOf, listed } from '../listing.ts';
import { account, cursor, customer, format, from, limit, provider, to } from '../parameters.ts';
import { rangeOf } from '../range.ts';

const path = '/v1/corrections';
const parameters = { provider, account, customer, from, to, limit, cursor, format };
const columns = Object.keys(correction.entries);

export const corrections: Route = {
  method: 'GET',
  path,
  id: 'listCorrections',
  summary:
    'Values that changed, and records that were withdrawn, after their period had ended; the range is of periods.',
  parameters,
  status: 200,
  answer: pageOf(correction),
  line: correction,
  handle: async (call) => {
    const { table, today } = call;
    const asked = askedOf(call, path, parameters, (filters) => ({ ...filters, ...rangeOf(filters, today) }));
    const { question, after } = asked;
    const filter = { ...question, ...rangeOf(question, today) };
    return listed(call, asked, walkCorrections(table, filter, after), columns);
  },
};
