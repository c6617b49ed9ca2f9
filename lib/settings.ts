/**
 * The configuration, in one typed place: `seatwatch` in the context of cdk.json (or `-c`), the same on one machine and
 * in the stack. Every value has a default; a bad one is refused with a sentence that says what to write instead.
 */
import * as v from 'valibot';
import { SeatwatchError } from './errors.ts';
import { expectedOverage } from './expected-overage.ts';
import { longestGap } from './schedule.ts';
import { stackSettings } from './settings/stack.ts';
import { PROVIDER_IDS, type ProviderId } from './usage.ts';

const zone = v.pipe(
  v.string(),
  v.check((name) => isZone(name), 'is no time zone; write an IANA name such as Asia/Tokyo'),
);

const schedule = v.pipe(
  v.string(),
  v.check(
    (text) => longestGap(text) !== null,
    'is no schedule with a tick a day or more; write rate(1 hour) or cron(0 * * * ? *)',
  ),
);

const provider = v.strictObject({
  enabled: v.optional(v.boolean(), true),
  /** When the collector ticks; each tick collects what is due and ends at once when nothing is. */
  schedule: v.optional(schedule, 'rate(1 hour)'),
  /** Zone of a cron schedule. */
  timeZone: v.optional(zone, 'UTC'),
  /** History to keep complete: months (line-works, naver-cloud) or days (trend-micro); null = the vendor's default. */
  history: v.optional(
    v.nullable(
      v.pipe(
        v.number(),
        v.integer('must be a whole number'),
        v.minValue(1, 'must be at least 1'),
        v.maxValue(3660, 'must be at most 3660'),
      ),
    ),
    null,
  ),
  /** The alarm rings when more seats than this are over. */
  overageThreshold: v.optional(
    v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be 0 or more')),
    0,
  ),
});

const vendorZones: Readonly<Record<ProviderId, string>> = {
  'line-works': 'Asia/Tokyo',
  'partner-center': 'UTC',
  'naver-cloud': 'Asia/Seoul',
  'trend-micro': 'UTC',
};

const settings = v.strictObject({
  providers: v.optional(
    v.strictObject({
      'line-works': v.optional(provider, {}),
      'partner-center': v.optional(provider, {}),
      'naver-cloud': v.optional(provider, {}),
      'trend-micro': v.optional(provider, {}),
    }),
    {},
  ),
  /** Overages that are agreed with the customer: listed, but in no metric and no message. */
  expectedOverages: v.optional(v.array(expectedOverage), []),
  ...stackSettings,
});

export type Settings = v.InferOutput<typeof settings>;

/** The settings from what cdk.json or `-c seatwatch=…` holds; text is taken for JSON. Throws CONFIG_INVALID. */
export function parseSettings(raw: unknown): Settings {
  const parsed = v.safeParse(settings, withZones(typeof raw === 'string' ? parseText(raw) : (raw ?? {})));
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => `seatwatch.${v.getDotPath(issue) ?? '?'} ${saying(issue)}`);
  throw new SeatwatchError('CONFIG_INVALID', problems.join('; '));
}

/** A schedule runs in its vendor's zone unless another is named. */
function withZones(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  const { providers = {} } = raw as { providers?: unknown };
  if (typeof providers !== 'object' || providers === null) return raw;
  const filled = PROVIDER_IDS.map((id) => [id, filledIn(id, (providers as Record<string, unknown>)[id])]);
  return { ...raw, providers: { ...providers, ...Object.fromEntries(filled) } };
}

const filledIn = (id: ProviderId, one: unknown): unknown =>
  one === undefined || (typeof one === 'object' && one !== null) ? { timeZone: vendorZones[id], ...one } : one;

function saying(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  if (issue.expected === 'never') return 'is not known; look for a slip of the pen';
  return `must be ${issue.expected ?? 'something else'}, not ${issue.received}`;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SeatwatchError('CONFIG_INVALID', 'seatwatch must be JSON; write -c seatwatch=\'{"providers":{}}\'');
  }
}

function isZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Scheduler knows the names, in their own spelling, and no offsets such as +09:00.
    return /^[A-Z]/.test(name) && (timeZone === name || timeZone.toLowerCase() !== name.toLowerCase());
  } catch {
    return false;
  }
}
