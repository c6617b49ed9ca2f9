/** What must hold in every cell of the matrix, whatever the fault: the promises that are broken, in words. */
import type { Fault } from '../../infra/local/vendors/faults/fault.ts';
import type { ProviderId, UsageRecord } from '../../lib/usage.ts';
import { SeatwatchError } from '../../lib/errors.ts';
import type { Base } from './base.ts';
import type { Outcome } from './cell.ts';

/** Requests of a list that never ends; of anything else a run asks four times at most, and twice when it starts again. */
const PAGES_AT_MOST = 2_100;
const ATTEMPTS = 4;
/** Longer pauses than this are not worth a run of fifteen minutes. */
const WAITS_AT_MOST_MS = 600_000;

export interface Met {
  readonly provider: ProviderId;
  readonly name: string;
  /** None where AWS is at fault. */
  readonly faults: readonly Fault[];
  readonly outcome: Outcome;
  readonly base: Base;
  /** Requests that a foreign host got. */
  readonly foreign: number;
}

export function brokenPromises(met: Met): string[] {
  const { outcome, name, faults, foreign } = met;
  const broken: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  const endless = /endless|repeated/.test(name);
  const most = endless ? PAGES_AT_MOST : 2 * outcome.usualRequests + 3 * ATTEMPTS;
  claim(outcome.requests <= most, `${outcome.requests} requests where ${most} are the most`);
  claim(outcome.waitedMs <= WAITS_AT_MOST_MS, `${outcome.waitedMs} ms of waiting`);
  claim(foreign === 0, 'a foreign host was asked');
  const secrets = secretsOf(outcome);
  claim(!outcome.said.some((text) => secrets.some((secret) => text.includes(secret))), 'a message holds a secret');
  const truth = faults.every(({ kind }) => !['edit', 'body', 'overlap'].includes(kind));
  const clean = isClean(outcome);
  claim(clean && !truth ? true : wholeWindows(met).length === 0, `part of a window: ${wholeWindows(met).join(' ')}`);
  // What a vendor tells in good form is believed, and a snapshot keeps it; everything else has to heal.
  const heals = (clean && truth) || !(clean || isUpToPeople(met));
  claim(outcome.healed !== null || !heals, `not healed: ${outcome.left.join(' ')}`);
  claim(!(outcome.tick instanceof SeatwatchError), 'the next run ends in an error');
  return broken;
}

/**
 * A refresh token that the vendor has replaced and nobody could keep needs a person; and a refusal of a window that is
 * older than a stored one says by itself that the vendor does not go back that far.
 */
function isUpToPeople({ outcome: { ended, tick } }: Met): boolean {
  if (ended instanceof SeatwatchError || tick instanceof SeatwatchError) return false;
  const lost = tick.failures.some(({ code }) => code === 'CONSENT_REQUIRED');
  return lost || ended.failures.every(({ code }) => code === 'VENDOR_REQUEST_REFUSED');
}

/** Nothing failed: as far as anybody can see the vendor was in order. */
const isClean = ({ ended }: Outcome): boolean => !(ended instanceof SeatwatchError) && ended.failures.length === 0;

/** Windows of which only a part is as the vendor told it. Rows that were rejected excuse the window they are of. */
function wholeWindows({ provider, outcome, base }: Met): string[] {
  const { ended } = outcome;
  const rejected = ended instanceof SeatwatchError ? 0 : ended.records.rejected;
  if (rejected > 0) return [];
  const [now, before, then] = [outcome.after, base.clean.before, base.clean.fault].map((one) =>
    byWindow(provider, one.usage),
  );
  return [...(now ?? [])]
    .filter(([window, lines]) => lines !== before?.get(window) && lines !== then?.get(window))
    .map(([window]) => window);
}

function byWindow(provider: ProviderId, lines: readonly string[]): Map<string, string> {
  const windows = new Map<string, string>();
  for (const line of lines) {
    const { dataset, customerId, period } = JSON.parse(line) as UsageRecord;
    const part = provider === 'line-works' ? customerId : provider === 'naver-cloud' ? period : '';
    const key = `${dataset} ${part}`;
    // Whether a period is final is a matter of the clock.
    windows.set(key, `${windows.get(key) ?? ''}${line.replace(/"final":\w+/, '')}\n`);
  }
  return windows;
}

/** Every text of the secret, of what became of it, and of the headers that signed requests with it. */
function secretsOf({ bench }: Outcome): string[] {
  const stored = JSON.stringify(bench.vendor.secret);
  const signed = bench.vendor.requests.flatMap(({ headers }) =>
    Object.entries(headers).filter(([name]) => /authorization|signature|token|key/.test(name)),
  );
  const texts = [...stored.matchAll(/"(\w+)":"([^"]{8,})"/g)].filter(([, name]) => !/url|id$/i.test(name ?? ''));
  return [...texts.map(([, , value = '']) => value), ...signed.map(([, value]) => value)].filter(
    (text) => text.length >= 8 && !text.includes('json'),
  );
}
