// Writing 100,000 rows one by one takes minutes, and each takes as long as the others. So everything is read, but only
// `warm` rows (which do not count: the first ones are slow) and then `sample` rows are written; the parent takes the
// time of the latter for all rows. With `all` every row is written, and both times are told: so it is seen to be right.

export function sampled({ warm, sample, all = false }) {
  const most = all ? Number.POSITIVE_INFINITY : warm + sample;
  let [seen, written, counted, sampleMs, allMs] = [0, 0, 0, 0, 0];
  return {
    /** Writes of these rows as many as are still wanted, `parallel` at a time. */
    async some(rows, parallel, write) {
      seen += rows.length;
      for (let at = 0; at < rows.length && written < most; at += parallel) {
        const part = rows.slice(at, at + parallel);
        const start = performance.now();
        await Promise.all(part.map(write));
        const ms = performance.now() - start;
        allMs += ms;
        if (written >= warm && written < warm + sample) {
          counted += part.length;
          sampleMs += ms;
        }
        written += part.length;
      }
    },
    facts: () => ({ rows: seen, written, counted, sampleMs, allMs }),
  };
}
