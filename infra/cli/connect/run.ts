/** What `connect` does: the one-time consent of a person, and what is kept of it. */
import { addDays, dayIn } from '../../../lib/calendar.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { secretName } from '../../local/secrets.ts';
import { CommandError, EXIT, type Exit, type Given, textOf, UsageError } from '../command.ts';
import { signInByCode } from '../consent/by-code.ts';
import { signInByDevice } from '../consent/by-device.ts';
import { untilAnswered } from '../consent/patience.ts';
import type { Tokens } from '../consent/tokens.ts';
import { providersIn } from '../run-options.ts';
import { checkStackOptions } from '../stack-options.ts';
import { accountIn, withToken } from './draft.ts';
import { question } from './question.ts';
import { storeOf } from './store.ts';
import { CONSENT_VENDORS, type ConsentVendor, type Fields, KEY_VENDORS } from './vendors.ts';

/** Options that stand for fields of the account. */
const OPTIONS: Readonly<Record<string, string>> = { tenantId: 'tenantId', clientId: 'clientId' };

export async function connect(given: Given): Promise<Exit> {
  const { out, operands, options } = given;
  checkStackOptions(options);
  const [provider = 'line-works'] = providersIn(operands);
  const vendor = CONSENT_VENDORS[provider];
  if (!vendor) return tellKeys(provider, given);
  const isByDevice = options['device'] === true;
  if (isByDevice && !vendor.byDevice) throw new UsageError(`--device: ${provider} has no sign-in with a device code`);

  using patience = untilAnswered(Number(textOf(given, 'timeout') ?? '600'));
  const { signal } = patience;

  try {
    const secretId = secretName(provider);
    const account = textOf(given, 'account') ?? 'default';
    const store = await storeOf(provider, given);
    const before = accountIn(await store.read(), secretId, account);
    refuseServiceAccount(before, account);
    const asked = await missingFields(given, vendor, before, signal);
    const server = vendor.server({ ...textFields(before), ...asked });
    out.urge(vendor.before);
    const tokens = isByDevice
      ? await signInByDevice(
          server,
          (address, code) => out.urge(`Open ${address} on any device and enter ${code}`),
          signal,
        )
      : await signInByCode(server, {
          port: Number(textOf(given, 'port') ?? '8400'),
          show: (address, redirectUri) =>
            out.urge(`Open this address (the app must know ${redirectUri} as a redirect address):\n\n${address}\n`),
          done: 'Seatwatch has what it needs. This window can be closed.',
          signal,
        });
    const refreshToken = refreshTokenIn(tokens);
    const place = await store.change((text) => withToken(text, secretId, account, asked, refreshToken), signal);
    const endsOn = addDays(dayIn('UTC', new Date()), vendor.lifeDays);
    out.tell(
      `Stored the refresh token of the account ${account} of ${provider} in ${place.told}.\n` +
        `It ends on ${endsOn}. ${vendor.renewal}\n${place.next}\nNext: npm run seatwatch -- doctor ${provider}`,
      { provider, account, stored: place.name, endsOn },
    );
    return EXIT.done;
  } catch (thrown) {
    throw signal.aborted ? signal.reason : thrown;
  }
}

function tellKeys(provider: ProviderId, { out, options }: Given): Exit {
  const stack = options['stack'] === undefined ? '' : ' --stack';
  const command = `npm run seatwatch -- secrets put ${provider} FILE${stack}`;
  const steps = `${KEY_VENDORS[provider]}\n3. ${command}\n4. Remove the file; npm run seatwatch -- doctor ${provider}`;
  out.tell(steps, { provider, consent: false, next: command });
  return EXIT.done;
}

function refuseServiceAccount(account: JsonObject | null, name: string): void {
  if (account?.['serviceAccount'] === undefined) return;
  const told = `The account ${name} signs in with its service account, which needs no consent and does not end.`;
  throw new CommandError('CONSENT', `${told} Another one can be connected beside it: --account <name>`);
}

/** What the account does not hold yet, from options or from the person. Throws a CommandError that names what nobody gave. */
async function missingFields(
  given: Given,
  { needs }: ConsentVendor,
  before: JsonObject | null,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, words] of Object.entries(needs)) {
    const option = textOf(given, OPTIONS[name] ?? '');
    if (option !== undefined) fields[name] = option;
    else if (typeof before?.[name] !== 'string' || before[name] === '') {
      // Who declined to answer once is not asked on.
      const isAsked = missing.length === 0 || !process.stdin.isTTY;
      const typed = isAsked && (await question(words, name === 'clientSecret', signal));
      if (typed === null || typed === false) missing.push(name);
      else fields[name] = typed;
    }
  }
  if (missing.length === 0) return fields;
  const how = 'Write it into the secret, give it as an option, or run this at a terminal, which asks';
  throw new CommandError(
    'CONSENT',
    `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. ${how}; the client secret may come over standard input.`,
  );
}

const textFields = (account: JsonObject | null): Fields =>
  Object.fromEntries(
    Object.entries(account ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

function refreshTokenIn({ refreshToken }: Tokens): string {
  if (refreshToken !== null && refreshToken !== '') return refreshToken;
  throw new CommandError(
    'CONSENT',
    'The sign-in brought no refresh token: the app must be allowed offline access. Nothing was stored.',
  );
}
