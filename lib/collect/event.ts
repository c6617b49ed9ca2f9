/** What a collector is asked to do: a tick of the schedule, or a person's request. */
import * as v from 'valibot';
import { isDay } from '../calendar.ts';
import { SeatwatchError } from '../errors.ts';

const day = v.pipe(
  v.string(),
  v.check((text) => isDay(text), 'must be a day, YYYY-MM-DD'),
);
const names = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.nonEmpty('must name at least one'));

const eventSchema = v.pipe(
  v.object({
    scheduledTime: v.optional(v.string()),
    runId: v.optional(v.pipe(v.string(), v.nonEmpty())),
    from: v.optional(day),
    to: v.optional(day),
    accounts: v.optional(names),
    customers: v.optional(names),
  }),
  v.check(({ from, to }) => (from === undefined) === (to === undefined), 'from and to belong together'),
  v.check(({ from, to }) => from === undefined || to === undefined || from <= to, 'from must not be after to'),
);

export type CollectEvent = v.InferOutput<typeof eventSchema>;

export function parseEvent(event: unknown): CollectEvent {
  const parsed = v.safeParse(eventSchema, event ?? {});
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  throw new SeatwatchError('CONFIG_INVALID', `the event is not understood: ${path ? `${path}: ` : ''}${issue.message}`);
}
