/** Which deployed stack is meant, and as whom it is asked. */
import { Option } from 'commander';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { type Given, UsageError } from './command.ts';

/** What the template calls it: one fits into an account and region. */
export const STACK = 'Seatwatch';

export const STACK_OPTIONS: readonly Option[] = [
  new Option('--stack [name]', `a stack on AWS instead of this machine (by name, else ${STACK})`),
  new Option('--region <name>', 'with --stack: its region (AWS_REGION)'),
  new Option('--profile <name>', 'with --stack: whose AWS credentials are used (AWS_PROFILE)'),
];

export function checkStackOptions(options: Given['options']): void {
  const { stack, region, profile } = options;
  if (stack === undefined && (region !== undefined || profile !== undefined)) {
    throw new UsageError('--region and --profile belong to --stack');
  }
  // The name may be left out, so whatever comes next is taken for it.
  const isOperand = PROVIDER_IDS.some((id) => id === stack);
  if (isOperand) throw new UsageError(`--stack ${String(stack)}: put --stack at the end, or name the stack`);
}
