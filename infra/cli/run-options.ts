/** What a run can be confined to. */
import { Option } from 'commander';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { type Given, UsageError } from './command.ts';
import type { Wish } from './follow.ts';

const several = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

export const ONLY_OPTIONS: readonly Option[] = [
  new Option('--account <name>', 'only this account; may be repeated').argParser(several),
  new Option('--customer <id>', 'only this customer; may be repeated').argParser(several),
];

export const RUN_OPTIONS: readonly Option[] = [
  new Option('--from <day>', 'first day to collect again, with --to'),
  new Option('--to <day>', 'last day, inclusive'),
  ...ONLY_OPTIONS,
];

/** What these options say, as the API calls it. */
export function onlyOf({ options }: Pick<Given, 'options'>): Pick<Wish, 'accounts' | 'customers'> {
  const { account, customer } = options;
  return {
    ...(Array.isArray(account) ? { accounts: account as readonly string[] } : {}),
    ...(Array.isArray(customer) ? { customers: customer as readonly string[] } : {}),
  };
}

/** Throws a UsageError for a name that is none. */
export function providersIn(operands: readonly string[]): ProviderId[] {
  return [...new Set(operands)].map((name) => {
    const provider = PROVIDER_IDS.find((id) => id === name);
    if (!provider) throw new UsageError(`${name} is no provider; there are ${PROVIDER_IDS.join(', ')}`);
    return provider;
  });
}
