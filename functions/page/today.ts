import { dayIn } from '../../lib/calendar.ts';

/** The API's own days are UTC's. */
export const todayIn = (zone: string): string => dayIn(zone, new Date());
