// Ticks of a collector over days that pass at once: the vendor is told what day it is before each.
const HOUR_MS = 3_600_000;

/** `from` and `to` are instants; between them the collector is called every `hours`. */
export async function prepare({ bundle, from, to, hours }) {
  const { handler } = await import(bundle);
  const context = { getRemainingTimeInMillis: () => 10 * HOUR_MS };
  return async () => {
    let [calls, busy, read, changed, opened] = [0, 0, 0, 0, 0];
    for (let at = Date.parse(from); at <= Date.parse(to); at += hours * HOUR_MS) {
      const instant = new Date(at).toISOString();
      globalThis.benchSetNow(instant);
      // The vendor's day is Japan's.
      const today = new Date(at + 9 * HOUR_MS).toISOString().slice(0, 10);
      await fetch(`${process.env.BENCH_VENDOR}/_today?${today}`);
      const result = await handler({}, context);
      if (result.status !== 'complete') throw new Error(`${instant}: ${JSON.stringify(result.failures)}`);
      calls++;
      if (result.windows.due > 0) busy++;
      read += result.records.read;
      changed += result.records.changed;
      opened += result.overages.opened;
    }
    return { calls, busy, read, changed, opened };
  };
}
