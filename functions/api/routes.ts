/** Every route under /v1 but the API's own description. */
import type { Route } from './call.ts';
import { corrections } from './routes/corrections.ts';
import { coverage } from './routes/coverage.ts';
import { customers } from './routes/customers.ts';
import { overages } from './routes/overages.ts';
import { providers } from './routes/providers.ts';
import { runs } from './routes/runs.ts';
import { startRun } from './routes/start-run.ts';
import { underused } from './routes/underused.ts';
import { usage } from './routes/usage.ts';

export const ROUTES: readonly Route[] = [
  usage,
  overages,
  customers,
  underused,
  providers,
  coverage,
  corrections,
  runs,
  startRun,
];
