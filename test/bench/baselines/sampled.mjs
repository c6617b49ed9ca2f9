// Writing 100,000 rows one by one takes minutes, and each takes as long as the others. So everything is read, but only
// `warm` rows (which do not count: the first ones are slow) and then `sample` rows are written; the parent takes the
// time of the latter for all rows.

export function sampled(warm, sample) {
  let [seen, written, sampleMs, allMs, sampleCpuMs, allCpuMs] = [0, 0, 0, 0, 0, 0];
  return {
    /** Writes of these rows as many as are still wanted, `parallel` at a time. */
    async some(rows, parallel, write) {
      seen += rows.length;
      for (let at = 0; at < rows.length && written < warm + sample; at += parallel) {
        const part = rows.slice(at, at + parallel);
        const start = performance.now();
        const cpu = process.cpuUsage();
        await Promise.all(part.map(write));
        const ms = performance.now() - start;
        const { user, system } = process.cpuUsage(cpu);
        allMs += ms;
        allCpuMs += (user + system) / 1000;
        if (written >= warm) {
          sampleMs += ms;
          sampleCpuMs += (user + system) / 1000;
        }
        written += part.length;
      }
    },
    facts: () => ({ rows: seen, sampled: written - warm, sampleMs, allMs, sampleCpuMs, allCpuMs }),
  };
}
