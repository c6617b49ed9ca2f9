/** The cells of the matrix, and how one of them is run. */
import { CATALOGUE } from '../../infra/local/vendors/faults/catalogue.ts';
import type { CatalogueEntry } from '../../infra/local/vendors/faults/catalogue/entry.ts';
import type { Fault } from '../../infra/local/vendors/faults/fault.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import type { Bench } from '../support/bench.ts';
import { type HttpServer, serveHttp } from '../support/http-server.ts';
import { type LocalSecretsManager, startSecretsManager } from '../support/secrets-manager.ts';
import { AWS_FAULTS, type AwsEntry, arrangeAws } from './aws-faults.ts';
import { type Base, baseOf, type Started } from './base.ts';
import { type Arranged, type Outcome, runCell } from './cell.ts';
import { brokenPromises } from './promises.ts';
import { faultInWords, outcomeInWords } from './words.ts';

export interface Cell {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly provider: ProviderId;
  readonly vendor?: CatalogueEntry;
  readonly aws?: AwsEntry;
  /** Waits for limits of time, walks a thousand pages, or fills memory. */
  readonly isLong: boolean;
}

const LONG = /^(endless-list|slow-headers|slow-body|dripping-body|gzip-bomb)$/;

export const keyOf = (name: string, provider: ProviderId): string => `${name} ${provider}`;

export function cells(): Cell[] {
  const entries = [...CATALOGUE.map((vendor) => ({ vendor })), ...AWS_FAULTS.map((aws) => ({ aws }))];
  return entries.flatMap((entry, number) => {
    const { name } = 'vendor' in entry ? entry.vendor : entry.aws;
    return PROVIDER_IDS.map((provider) => ({
      ...entry,
      name,
      number,
      provider,
      key: keyOf(name, provider),
      isLong: LONG.test(name),
    }));
  });
}

/** Where nothing may ever be sent to. */
const FOREIGN = 'https://foreign.example';
const SLOW_LIMITS = { headersMs: 1000, bodyMs: 1000, attemptMs: 2000 };

interface Parts {
  readonly secrets: LocalSecretsManager;
  readonly foreign: HttpServer;
  readonly bases: Map<ProviderId, Promise<Base>>;
  /** Kept open to the end: tokens outlive a run, and a port that came again would find them. */
  readonly benches: Bench[];
}

let parts: Promise<Parts> | null = null;

async function startParts(): Promise<Parts> {
  const [secrets, foreign] = await Promise.all([
    startSecretsManager(),
    serveHttp((_, response) => {
      response.end('{}');
    }),
  ]);
  return { secrets, foreign, bases: new Map(), benches: [] };
}

export async function closeParts(): Promise<void> {
  const running = await parts;
  await Promise.all((running?.benches ?? []).map((bench) => bench.close()));
  await Promise.all([running?.secrets.close(), running?.foreign.close()]);
}

export async function runNamed(cell: Cell): Promise<{ row: string; broken: string[] }> {
  const { provider, name, vendor, aws } = cell;
  const found = vendor?.at[provider] ?? [];
  if (typeof found === 'string') return { row: line(provider, `cannot happen: ${found}`, []), broken: [] };
  if (aws?.writes && (provider === 'naver-cloud' || provider === 'trend-micro')) {
    return { row: line(provider, 'cannot happen: its keys do not change, nothing is written', []), broken: [] };
  }
  const { bases, benches, foreign, secrets } = await (parts ??= startParts());
  const base = await (bases.get(provider) ?? kept(bases, provider, secrets));
  const faults = JSON.parse(JSON.stringify(found).replaceAll(FOREIGN, foreign.origin)) as readonly Fault[];
  // Only what concerns refresh tokens is met with one: the service account is the usual way.
  const signIn = /refresh|secret-.*written/.test(name) ? 'refresh-token' : 'service-account';
  const arrange = (started: Started): Arranged | Promise<Arranged> =>
    aws ? arrangeAws(aws, started) : aimed(started.bench, faults);
  const outcome: Outcome = await runCell(base, arrange, signIn);
  benches.push(outcome.bench);
  const met = aws ? [...(aws.dynamodb ?? []), ...(aws.secrets ?? [])].map(awsInWords) : found.map(faultInWords);
  return {
    row: line(provider, met.join('; '), outcomeInWords(outcome)),
    broken: brokenPromises({ provider, name, faults, outcome, base, foreign: foreign.asked.length }),
  };
}

function kept(bases: Parts['bases'], provider: ProviderId, secrets: LocalSecretsManager): Promise<Base> {
  const base = baseOf(provider, secrets);
  bases.set(provider, base);
  return base;
}

function aimed(bench: Bench, faults: readonly Fault[]): Arranged {
  for (const fault of faults) bench.vendor.fault(fault);
  const slow = faults.some(({ kind }) => kind.startsWith('slow') || kind === 'drip');
  return { clear: () => bench.vendor.clearFaults(), ...(slow ? { options: { limits: SLOW_LIMITS } } : {}) };
}

const awsInWords = ({
  kind,
  operation,
  times,
  after,
}: {
  kind: string;
  operation?: string;
  times?: number;
  after?: number;
}) =>
  [
    kind,
    operation ?? 'every operation',
    times === undefined ? '' : `${times} ×`,
    after === undefined ? '' : `after ${after}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

const WIDTH = 5;

const line = (provider: ProviderId, meets: string, rest: readonly string[]): string =>
  `| ${[provider, meets, ...(rest.length > 0 ? rest : Array.from({ length: WIDTH }, () => '–'))]
    .map((text) => text.replaceAll('|', '\\|').replaceAll('\n', ' '))
    .join(' | ')} |`;
