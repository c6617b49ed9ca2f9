import { type Underused, walkUnderused } from '../../../lib/query/underused.ts';
import { pageOf, underusedSeats } from '../answers.ts';
import type { Route } from '../call.ts';
import { askedOf, listed } from '../listing.ts';
import { account, cursor, customer, dataset, days, format, limit, product, provider } from '../parameters.ts';

const path = '/v1/underused';
const parameters = { provider, account, dataset, customer, product, days, limit, cursor, format };
const columns = Object.keys(underusedSeats.entries);

export const underused: Route = {
  method: 'GET',
  path,
  id: 'listUnderused',
  summary: 'Seats held and not used, customer by customer; on a page the series with the most free seats first.',
  parameters,
  status: 200,
  answer: pageOf(underusedSeats),
  line: underusedSeats,
  handle: async (call) => {
    const asked = askedOf(call, path, parameters, (filters) => ({ days: '30', ...filters }));
    const { question, after } = asked;
    const walk = walkUnderused(call.table, { ...question, days: Number(question['days']) }, after, call.now);
    return listed(call, asked, walk, columns, byFreeSeats);
  },
};

/** Known ones first: what was free all the time can be given back, what is free today perhaps not. */
const byFreeSeats = (a: Underused, b: Underused): number =>
  (b.lowest ?? -1) - (a.lowest ?? -1) || b.free - a.free || (a.since ?? a.asOf).localeCompare(b.since ?? b.asOf);
