/**
 * For Node itself in a collector. A run makes and drops objects all the time, for which V8 by itself sets aside up to 128
 * MB: a third of that is as fast, and in a small heap twice as fast, because less of it has to be searched for garbage.
 * https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib
 */
export const COLLECTOR_NODE_OPTIONS = '--max-semi-space-size=16';
