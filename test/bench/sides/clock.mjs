// Loaded before a program: a clock of its own, that begins where BENCH_NOW says and can be put forward, so that a year of
// ticks passes in seconds. The waits with which a provider keeps a vendor's pace are over at once.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const RealDate = Date;
const started = RealDate.now();
const realNow = performance.now.bind(performance);
let ahead = process.env.BENCH_NOW ? RealDate.parse(process.env.BENCH_NOW) - started : 0;
let waited = 0;

const now = () => RealDate.now() + ahead;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now());
    else super(...args);
  }
  static now() {
    return now();
  }
};

/** Puts the clock to this instant. */
globalThis.benchSetNow = (instant) => {
  ahead = RealDate.parse(instant) - RealDate.now();
};

// A vendor's pace is kept in milliseconds that only run forward.
performance.now = () => realNow() + waited;
const timers = createRequire(import.meta.url)('node:timers/promises');
const { setTimeout: wait } = timers;
timers.setTimeout = (ms, ...rest) => {
  waited += ms;
  return wait(0, ...rest);
};
syncBuiltinESMExports();
