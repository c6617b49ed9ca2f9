/** The query parameters: one schema each, checked here and shown in the API's description. */
import * as v from 'valibot';
import { isDay } from '../../lib/calendar.ts';
import { isKeyable } from '../../lib/collect/keepable.ts';
import { DATASETS } from '../../lib/datasets.ts';
import { MEASURES, PROVIDER_IDS } from '../../lib/usage.ts';
import { badParameter } from './problem.ts';

const LONGEST = 4096;

const text = (description: string) =>
  v.optional(v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(LONGEST), v.description(description)));

const choice = <const Options extends readonly string[]>(options: Options, description: string) =>
  v.optional(v.pipe(v.picklist(options, `must be one of: ${options.join(', ')}`), v.description(description)));

const day = (description: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.isoDate('must be a day, YYYY-MM-DD'),
      v.check((value: string) => isDay(value), 'must be a day that exists'),
      v.description(description),
    ),
  );

const datasetNames = [...new Set(Object.values(DATASETS).flatMap((datasets) => Object.keys(datasets)))];
const LIMIT = 'must be a whole number from 1 to 1000';

export const provider = choice(PROVIDER_IDS, 'Only this provider.');
export const account = text('Only this account.');
export const customer = v.optional(
  v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.maxLength(LONGEST),
    v.check((id: string) => isKeyable(id), 'is longer than any id'),
    v.description('Only this customer, by id; a GUID in any case of letters.'),
  ),
);
export const dataset = choice(datasetNames, 'Only this dataset.');
export const product = text('Only this product, by id; a GUID in any case of letters.');
export const measure = choice(MEASURES, 'Only this measure.');
export const level = choice(['partner', 'customer'], 'Only readings whose label `level` is this.');
export const state = choice(['open', 'closed', 'all'], 'Which overages; `open` by default.');
export const days = choice(['30', '60', '90'], 'Over how many of the last days; 30 by default.');
export const q = v.optional(
  v.pipe(v.string(), v.maxLength(LONGEST), v.description('Part of the name or id, in any case of letters.')),
);
export const from = day(
  'First day, inclusive. By default the 30 days up to `to`; with `to` left out as well, the last 30 days, UTC.',
);
export const to = day(
  'Last day, inclusive; at most 366 days from `from`. By default today, UTC, or `from` if that is later.',
);
export const limit = v.optional(
  v.pipe(
    v.number(LIMIT),
    v.integer(LIMIT),
    v.minValue(1, LIMIT),
    v.maxValue(1000, LIMIT),
    v.description('How many items at most; 100 by default.'),
  ),
);
export const cursor = v.optional(
  v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.description('`next` of the page before. Parameters left out are those it was made with; others must be equal.'),
  ),
);
export const format = choice(
  ['json', 'csv', 'ndjson'],
  'Form of the answer; wins over `Accept`. CSV and NDJSON without `limit` hold as much as one answer can.',
);

export type Entries = Record<string, v.GenericSchema<unknown, unknown>>;

/** The parameters of a request. Throws a 400 that names the first one that is unknown, repeated or wrong. */
export function readParameters<const E extends Entries>(
  url: URL,
  entries: E,
): v.InferOutput<v.StrictObjectSchema<E, undefined>> {
  const values = new Map<string, string | number>();
  for (const [name, value] of url.searchParams) {
    if (!Object.hasOwn(entries, name)) throw badParameter(name.slice(0, 100), 'there is no such parameter here');
    if (values.has(name)) throw badParameter(name, 'is given more than once');
    values.set(name, name === 'limit' && /^\d{1,9}$/.test(value) ? Number(value) : value);
  }
  const parsed = v.safeParse(v.strictObject(entries), Object.fromEntries(values));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw badParameter(v.getDotPath(issue) ?? '', issue.message);
}
