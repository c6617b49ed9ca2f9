// Runs one program in this process and tells its parent how long its work took, and how much memory. Plain JavaScript,
// so that nothing has to be stripped first. A program may bring a clock of its own, so time is taken where it has none.
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
const began = nowMs();
const input = await new Promise((resolve) => process.once('message', resolve));
const { prepare } = await import(process.argv[2]);
const work = await prepare(input);
const cpu = process.cpuUsage();
const start = nowMs();
const facts = await work();
const wallMs = nowMs() - start;
const { user, system } = process.cpuUsage(cpu);
process.send(
  {
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    totalMs: nowMs() - began,
    facts: facts ?? {},
  },
  () => process.exit(),
);
