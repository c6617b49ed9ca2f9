import { ALARM_MISTAKES } from './mistakes/alarms.ts';
import { FUNCTION_MISTAKES } from './mistakes/functions.ts';
import { ROUTE_MISTAKES } from './mistakes/routes.ts';
import { SCHEDULE_MISTAKES } from './mistakes/schedules.ts';

/** The thirteen that cost a deploy, or worse, because no validator knows them. */
export const MISTAKES = [...ALARM_MISTAKES, ...SCHEDULE_MISTAKES, ...ROUTE_MISTAKES, ...FUNCTION_MISTAKES];
