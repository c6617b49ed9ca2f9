// Runs one program in this process and tells its parent how long its work took, and how much memory. Plain JavaScript,
// so that nothing has to be stripped first.
const began = performance.now();
const input = await new Promise((resolve) => process.once('message', resolve));
const { prepare } = await import(process.argv[2]);
const work = await prepare(input);
const cpu = process.cpuUsage();
const start = performance.now();
const facts = await work();
const wallMs = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
process.send(
  {
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    totalMs: performance.now() - began,
    facts: facts ?? {},
  },
  () => process.exit(),
);
