/** What `secrets put` does: credentials of a vendor, checked before they replace what is stored. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { GenericSchema } from 'valibot';
import { SeatwatchError } from '../../lib/errors.ts';
import type { Account } from '../../lib/provider.ts';
import { lineWorksCredentials } from '../../lib/providers/line-works/credentials.ts';
import { naverCloudCredentials } from '../../lib/providers/naver-cloud/credentials.ts';
import { credentials as partnerCenterCredentials } from '../../lib/providers/partner-center/credentials.ts';
import { credentials as trendMicroCredentials } from '../../lib/providers/trend-micro/credentials.ts';
import { parseSecret } from '../../lib/secrets/value.ts';
import { checkAccounts } from '../../lib/secrets.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { secretName } from '../local/secrets.ts';
import { EXIT, type Exit, type Given, UsageError } from './command.ts';
import { checkStackOptions } from './stack-options.ts';
import { storeOnThisMachine, storeInStack } from './secret-store.ts';

const SCHEMAS: Readonly<Record<ProviderId, GenericSchema<unknown, Account>>> = {
  'line-works': lineWorksCredentials,
  'partner-center': partnerCenterCredentials,
  'naver-cloud': naverCloudCredentials,
  'trend-micro': trendMicroCredentials,
};

export async function putSecret({ operands, options, env, out }: Given): Promise<Exit> {
  const [name = '', file = ''] = operands;
  const provider = PROVIDER_IDS.find((id) => id === name);
  if (!provider) throw new UsageError(`${name} is no provider; there are ${PROVIDER_IDS.join(', ')}`);
  checkStackOptions(options);
  // npm runs scripts in the folder of package.json; the file is named from where the person stands.
  const value = file === '-' ? await text(process.stdin) : await readText(resolve(env['INIT_CWD'] ?? '.', file));
  const accounts = accountsIn(value, provider);
  const place = options['stack']
    ? await storeInStack(provider, value, options)
    : await storeOnThisMachine(provider, value, env);
  out.tell(
    `Stored ${accounts.length === 1 ? 'the account' : 'the accounts'} ${accounts.join(', ')} of ${provider} in ${place.told}.\n${place.next}`,
    { provider, accounts, stored: place.name },
  );
  return EXIT.done;
}

/** The accounts' names. Throws CONFIG_INVALID with every field that is wrong, and holds no value. */
function accountsIn(value: string, provider: ProviderId): string[] {
  const id = secretName(provider);
  const secret = parseSecret(value, id);
  if (!secret) throw new SeatwatchError('CONFIG_INVALID', `secret ${id}: there is no account in it`);
  const { accounts, problems } = checkAccounts(secret, id, { id: provider, credentials: SCHEMAS[provider] });
  if (problems.length > 0) {
    throw new SeatwatchError('CONFIG_INVALID', problems.map(({ error }) => error.message).join('\n'));
  }
  return accounts.map(({ account }) => account);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new SeatwatchError('CONFIG_INVALID', `the file cannot be read: ${(error as Error).message}`);
  }
}
