/** Every route under /v1 but the API's own description. */
import type { Route } from './call.ts';
import { customers } from './routes/customers.ts';
import { overages } from './routes/overages.ts';
import { runs } from './routes/runs.ts';
import { startRun } from './routes/start-run.ts';
import { usage } from './routes/usage.ts';

export const ROUTES: readonly Route[] = [usage, overages, customers, runs, startRun];
