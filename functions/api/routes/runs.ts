import { walkRuns } from '../../../lib/query/runs.ts';
import { pageOf, runResult } from '../answers.ts';
import type { Route } from '../call.ts';
import { askedOf, listed, pageLimit } from '../listing.ts';
import { cursor, limit, provider } from '../parameters.ts';

const path = '/v1/runs';
const parameters = { provider, limit, cursor };

export const runs: Route = {
  method: 'GET',
  path,
  id: 'listRuns',
  summary: 'Runs of the collectors, newest first.',
  parameters,
  status: 200,
  answer: pageOf(runResult),
  handle: async (call) => {
    const asked = askedOf(call, path, parameters);
    const walk = walkRuns(call.table, asked.question, asked.after, { now: call.now, pageSize: pageLimit(asked) });
    return listed(call, asked, walk, []);
  },
};
