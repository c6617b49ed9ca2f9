/** What `doctor` does: looks at Seatwatch, then at each vendor, and tells as it goes. */
import { asSeatwatchError } from '../../../lib/errors.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';
import { secretName } from '../../local/secrets.ts';
import { EXIT, type Exit, type Given } from '../command.ts';
import { interruption } from '../interrupt.ts';
import { apiOf } from '../place.ts';
import { providersIn } from '../run-options.ts';
import { localVault, stackVault } from '../vault.ts';
import { adviceOn } from './advice.ts';
import type { Finding } from './finding.ts';
import { fromFiles, fromVault, type SecretSource } from './secret-source.ts';
import { examineServer } from './server.ts';
import { VENDORS } from './vendors.ts';

const TONES = { well: 'green', doubtful: 'yellow', ill: 'red' } as const;
const MARKS = { well: 'ok', doubtful: '??', ill: '!!' } as const;

export async function visit(given: Given): Promise<Exit> {
  const { operands, options, env, out } = given;
  const chosen = providersIn(operands);
  const providers = chosen.length > 0 ? chosen : PROVIDER_IDS;
  using interrupted = interruption();
  const { signal } = interrupted;
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => {
    findings.push(finding);
    if (out.asJson) return;
    const { of, state, told, advice } = finding;
    out.screen.show([]);
    out.line(`${out.paint(TONES[state], MARKS[state])}  ${of}: ${told}`);
    if (advice !== undefined && state !== 'well') out.line(`      ${advice}`);
  };

  const api = await apiOf(given);
  const server = await examineServer(api, providers, new Date());
  for (const finding of server.findings) if (finding.of === 'seatwatch') tell(finding);
  const vault =
    options['stack'] === undefined ? await localVault(env) : await stackVault(await stackOf(given), options);
  const source = vault ? fromVault(vault, signal) : fromFiles(env);
  for (const provider of providers) {
    if (signal.aborted) break;
    for (const finding of server.findings) if (finding.provider === provider) tell(finding);
    const isSimulated = server.simulated?.includes(provider) ?? false;
    if (isSimulated)
      tell({ of: provider, what: 'secret', state: 'well', told: `simulated: there is no secrets/${provider}.json` });
    if (out.isWatched) out.screen.show([`    ${provider} …`]);
    for await (const finding of examined(provider, source, options['stack'] !== undefined, signal)) {
      // Its credentials are made up with its vendor; that they are there says nothing.
      if (!(isSimulated && finding.what === 'secret' && finding.state === 'well')) tell(finding);
    }
  }
  const ill = findings.filter(({ state }) => state === 'ill').length;
  if (out.asJson) out.line(JSON.stringify({ well: ill === 0, findings }));
  else out.note(ill === 0 ? 'Nothing is wrong.' : `${ill} ${ill === 1 ? 'thing is' : 'things are'} wrong.`);
  return ill === 0 && !signal.aborted ? EXIT.done : EXIT.wanting;
}

async function* examined(
  provider: ProviderId,
  source: SecretSource,
  isStack: boolean,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  try {
    const secret = await source.read(provider);
    if (secret === null) {
      const told = isStack
        ? 'not configured: the secret is empty'
        : 'not configured, and so simulated: there is no file';
      const advice = `"connect ${provider}" tells how to get one.`;
      yield { of: provider, what: 'secret', state: isStack ? 'doubtful' : 'well', told, advice };
      return;
    }
    const rotateFor = (account: string) => source.rotate(provider, account);
    yield* VENDORS[provider]({ secretId: secretName(provider), secret, rotateFor, signal });
  } catch (thrown) {
    const { code, message } = asSeatwatchError(thrown);
    const advice = adviceOn(provider, code);
    yield { of: provider, what: 'secret', state: 'ill', told: message, code, ...(advice ? { advice } : {}) };
  }
}

const stackOf = async ({ options }: Given) => (await import('../stack.ts')).findStack(options);
