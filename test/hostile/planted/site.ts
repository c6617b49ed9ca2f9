/** The product on a machine of its own, whose vendors are the test's: everything of it lies below one folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderId } from '../../../lib/usage.ts';
import type { Run } from '../../e2e/answers.ts';
import { ask, readJson } from '../../e2e/ask.ts';
import { freePort, pause, type Product, startProduct } from '../../e2e/product.ts';
import { secretsIn, secretsSent } from '../marks.ts';
import type { Planted } from './vendors.ts';

export interface Site {
  /** Of secrets, ledger, log, and what belongs to the user and to the system. */
  readonly folder: string;
  readonly start: (args?: readonly string[]) => Product;
  /** All that was printed by all that was started. */
  readonly printed: () => string;
  readonly marksOf: (provider: ProviderId) => string[];
  /** Makes it the provider's file; null takes the file away. */
  readonly putSecret: (provider: ProviderId, text: string | null) => void;
  /** Lets everybody sign in again. */
  readonly repair: (provider: ProviderId) => void;
  readonly collect: (provider: ProviderId, day: string) => Promise<Run>;
  /** All answers to these targets, with their headers. */
  readonly answers: (targets: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function siteOf(planted: readonly Planted[]): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'seatwatch-planted-'));
  for (const name of ['secrets', 'user', 'temporary']) mkdirSync(join(folder, name));
  const port = await freePort();
  const started: Product[] = [];
  const stored = new Map<ProviderId, Set<string>>();
  const vendorsOf = (provider: ProviderId): Planted[] => planted.filter((one) => one.provider === provider);

  const putSecret: Site['putSecret'] = (provider, text) => {
    const file = join(folder, 'secrets', `${provider}.json`);
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  };
  const repair = (provider: ProviderId): void => {
    const accounts = JSON.stringify(vendorsOf(provider).map((one) => one.account()));
    stored.set(provider, (stored.get(provider) ?? new Set()).add(accounts));
    putSecret(provider, accounts);
  };
  for (const { provider } of planted) repair(provider);

  const ended = async (provider: ProviderId, runId: string): Promise<Run> => {
    for (;;) {
      // Newest first, and one at a time.
      const { items } = await readJson<{ items: Run[] }>(port, `/v1/runs?provider=${provider}&limit=5`);
      const run = items.find((one) => one.runId === runId);
      if (run && run.status !== 'running') return run;
      await pause(200);
    }
  };
  return {
    folder,
    start: (args = []) => {
      const env = { HOME: join(folder, 'user'), TMPDIR: join(folder, 'temporary') };
      const [home, secrets] = [join(folder, 'home'), join(folder, 'secrets')];
      const product = startProduct({ home, secrets, port, args, bare: true, env });
      started.push(product);
      return product;
    },
    printed: () => started.map((product) => product.output()).join('\n'),
    marksOf: (provider) => {
      const heard = vendorsOf(provider).flatMap(({ given, running }) => [
        ...given.map(({ token }) => token),
        ...secretsSent(running.requests),
      ]);
      return [...new Set([...secretsIn([...(stored.get(provider) ?? [])]), ...heard])];
    },
    putSecret,
    repair,
    collect: async (provider, day) => {
      const { text } = await ask(port, '/v1/runs', { method: 'POST', body: { provider, from: day, to: day } });
      return ended(provider, (JSON.parse(text) as { runId: string }).runId);
    },
    answers: async (targets) => {
      const all = targets.map(async (target) => JSON.stringify(await ask(port, target)));
      return (await Promise.all(all)).join('\n');
    },
    close: async () => {
      await Promise.all(started.map((product) => product.end('SIGKILL')));
      await Promise.all(planted.map(({ running }) => running.close()));
      rmSync(folder, { recursive: true });
    },
  };
}
