/** Every command, in the order in which help shows them. */
import { backfill } from './backfill.ts';
import { collect } from './collect.ts';
import type { Command } from './command.ts';
import { cost } from './cost.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { connect } from './connect.ts';
import { corrections } from './lists/corrections.ts';
import { coverage } from './lists/coverage.ts';
import { customers } from './lists/customers.ts';
import { overages } from './lists/overages.ts';
import { providers } from './lists/providers.ts';
import { runs } from './lists/runs.ts';
import { underused } from './lists/underused.ts';
import { usage } from './lists/usage.ts';
import { secretsPut } from './secrets-put.ts';
import { signIn } from './sign-in.ts';

export const COMMANDS: readonly Command[] = [
  overages,
  underused,
  customers,
  usage,
  exportCommand,
  providers,
  runs,
  coverage,
  corrections,
  collect,
  backfill,
  doctor,
  connect,
  secretsPut,
  signIn,
  cost,
];
