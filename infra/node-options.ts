/** What functions are given of memory, and what Node is told of it. */

/** MB of every function: between a tenth of a core, which makes starts slow, and a whole one, which waiting for vendors never uses. */
export const MEMORY_MB = 1024;

/** MB beside the heap of objects that stay: Node and its code, what was just made, bodies on their way. */
const BESIDE_MB = 160;

/**
 * For Node itself in a collector. A run makes and drops objects all the time, for which V8 by itself sets aside up to 128
 * MB: a third of that is as fast, and in a small heap twice as fast, because less of it has to be searched for garbage.
 * By itself Node ends where half of the memory is used up. Told where the end is, it goes there, and lets no more garbage
 * lie than there is room for: 100,000 customers of Trend Micro take a third less than in a heap without a bound.
 * https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib
 */
export const COLLECTOR_NODE_OPTIONS = `--max-semi-space-size=16 --max-old-space-size=${MEMORY_MB - BESIDE_MB}`;
