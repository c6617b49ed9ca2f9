/** Runs the collector of Partner Center once, in a process of its own, and prints its result as the last line. */
import { handler } from '../../../functions/collect/partner-center.ts';

const result = await handler({});
process.stdout.write(`\n${JSON.stringify({ ...result, rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20) })}`);
