/** A server whose npm was killed outright got no signal: it notices that nobody is left who could stop it. */
const LOOK_MS = 1000;

/** Calls `gone` once npm, which started this process, has ended without a word. Started without npm it stays for itself. */
export function whenOrphaned(gone: () => void, env: NodeJS.ProcessEnv): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, LOOK_MS);
  timer.unref();
}
