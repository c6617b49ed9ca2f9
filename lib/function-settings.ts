/** The part of the settings that the functions need, as their environment carries it. */
import * as v from 'valibot';
import { SeatwatchError } from './errors.ts';
import { type ExpectedOverage, expectedOverage } from './expected-overage.ts';
import type { Settings } from './settings.ts';
import { PROVIDER_IDS, type ProviderId } from './usage.ts';

export interface FunctionSettings {
  /** History to keep complete, in the vendor's own unit; absent = the dataset's default. */
  readonly history: Readonly<Partial<Record<ProviderId, number>>>;
  readonly expectedOverages: readonly ExpectedOverage[];
}

const wholePeriods = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3660)));
const depths = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  v.strictObject({
    'line-works': wholePeriods,
    'partner-center': wholePeriods,
    'naver-cloud': wholePeriods,
    'trend-micro': wholePeriods,
  } satisfies Record<ProviderId, typeof wholePeriods>),
);

/** Environment variables that tell a function these settings; none when all are defaults. */
export function toEnvironment(settings: Settings): Record<string, string> {
  const history = Object.fromEntries(
    PROVIDER_IDS.flatMap((id) => {
      const depth = settings.providers[id].history;
      return depth === null ? [] : [[id, depth]];
    }),
  );
  return {
    ...(Object.keys(history).length > 0 ? { SEATWATCH_HISTORY: JSON.stringify(history) } : {}),
    ...(settings.expectedOverages.length > 0
      ? { SEATWATCH_EXPECTED_OVERAGES: JSON.stringify(settings.expectedOverages) }
      : {}),
  };
}

export function fromEnvironment(env: Readonly<Record<string, string | undefined>>): FunctionSettings {
  return {
    history: read(env, 'SEATWATCH_HISTORY', depths) ?? {},
    expectedOverages: read(env, 'SEATWATCH_EXPECTED_OVERAGES', v.array(expectedOverage)) ?? [],
  };
}

function read<T>(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  schema: v.GenericSchema<unknown, T>,
): T | null {
  const text = env[name];
  if (!text) return null;
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    throw new SeatwatchError('CONFIG_INVALID', `the environment variable ${name} is not understood`);
  }
}
