import { isExpected } from '../../../lib/expected-overage.ts';
import type { OverageRecord } from '../../../lib/ledger/overages.ts';
import { shownName } from '../../../lib/query/names.ts';
import { walkOverages } from '../../../lib/query/overages.ts';
import { mapped } from '../../../lib/query/step.ts';
import { overage, pageOf } from '../answers.ts';
import type { Call, Route } from '../call.ts';
import { askedOf, listed, pageLimit } from '../listing.ts';
import { account, cursor, customer, format, level, limit, provider, state } from '../parameters.ts';

const path = '/v1/overages';
const parameters = { state, provider, account, customer, level, limit, cursor, format };
const columns = Object.keys(overage.entries);

export const overages: Route = {
  method: 'GET',
  path,
  id: 'listOverages',
  summary: 'Overages: open ones with the most seats over first, closed ones with the newest end first.',
  parameters,
  status: 200,
  answer: pageOf(overage),
  line: overage,
  handle: async (call) => {
    const asked = askedOf(call, path, parameters, (filters) => ({ state: 'open', ...filters }));
    const { question, after } = asked;
    const filter = { ...question, state: question['state'] as 'open' | 'closed' | 'all' };
    const walk = walkOverages(call.table, filter, after, pageLimit(asked));
    return listed(
      call,
      asked,
      mapped(walk, (one) => shown(call, one)),
      columns,
    );
  },
};

const shown = ({ settings }: Pick<Call, 'settings'>, one: OverageRecord) => ({
  provider: one.provider,
  account: one.account,
  dataset: one.dataset,
  customerId: one.customerId,
  customerName: one.customerName,
  productId: one.productId,
  productName: shownName(one.provider, one.productId, one.productName),
  labels: one.labels,
  since: one.since,
  until: one.until,
  peak: one.peak,
  entitled: one.entitled,
  consumed: one.consumed,
  exceeded: one.exceeded,
  asOf: one.asOf,
  expected: isExpected(one, settings.expectedOverages),
});
