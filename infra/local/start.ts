/** `npm start`: the whole product on this machine, and what a person sees of it. */
import { relative } from 'node:path';
import { nextTick } from '../../lib/schedule.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { collecting } from './collecting.ts';
import { newProgress } from './console/progress.ts';
import { screenOn } from './console/screen.ts';
import { summary } from './console/summary.ts';
import { trouble } from './console/trouble.ts';
import { openHome } from './home.ts';
import { lastRuns } from './last-runs.ts';
import { startMachine } from './machine.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { whenOrphaned } from './orphan.ts';
import { startSchedule } from './schedule.ts';
import { providersWithFile } from './secrets.ts';
import { readSettings } from './settings.ts';
import { StartupError } from './startup-error.ts';

const screen = screenOn(process.stdout);
/** What has been started, to be ended in the opposite order. */
const ends: Array<() => Promise<void>> = [];
/** When the stop began, in milliseconds since 1970; null = it has not. */
let stopping: number | null = null;

async function run({ port, home: folder, secrets, collect }: Options): Promise<void> {
  const settings = await readSettings('.');
  const enabled = PROVIDER_IDS.filter((provider) => settings.providers[provider].enabled);
  const real = providersWithFile(secrets);
  const simulated = enabled.filter((provider) => !real.includes(provider));
  const home = await openHome(folder);
  ends.push(home.close);
  const progress = newProgress();
  const machine = await startMachine({
    home,
    secrets,
    port,
    settings,
    enabled,
    simulated,
    real,
    log: (name, line) => {
      home.log(name, line);
      progress.read(line);
      if (name === 'api') trouble(line, screen);
    },
    broke: fail,
    onStop: (end) => ends.push(end),
  });
  const address = `http://localhost:${machine.port}`;
  screen.say(`\nSeatwatch answers on ${address}, its data is in ${relative('.', folder) || folder}`);
  if (simulated.length > 0) {
    screen.say(`Simulated, for there is no secrets/<provider>.json: ${simulated.join(', ')}`);
  }
  if (!collect) return;

  screen.say('Collecting …');
  const work = collecting(machine.collectors, progress, screen);
  const schedule = startSchedule({
    providers: enabled,
    next: (provider, after) => {
      const { schedule: ticks, timeZone } = settings.providers[provider];
      return nextTick(ticks, timeZone, after);
    },
    collect: work.collect,
  });
  ends.push(async () => {
    schedule.stop();
    work.stop();
  });
  await schedule.caughtUp;
  if (stopping !== null) return;
  const runs = await lastRuns(machine.api);
  const rows = enabled.map((provider) => ({
    provider,
    simulated: simulated.includes(provider),
    run: runs.get(provider) ?? null,
  }));
  screen.say(`\n${summary(rows)}\n\nOpen ${address}. Collecting goes on as scheduled; Ctrl-C stops.`);
}

async function stop(code: number): Promise<void> {
  stopping ??= Date.now();
  for (const end of ends.splice(0).toReversed()) await end().catch(() => undefined);
  if (code === 0) screen.say('Stopped. A next start goes on with the same data.');
  process.exit(code);
}

function fail(error: unknown): void {
  if (stopping !== null) return;
  screen.say(error instanceof StartupError ? error.message : `Seatwatch broke down: ${(error as Error).stack ?? ''}`);
  void stop(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Whoever asks again does not want to wait; npm hands on the Ctrl-C that came here at the same time.
    if (stopping !== null && Date.now() - stopping > 1000) process.exit(1);
    if (stopping !== null) return;
    screen.say('\nStopping …');
    void stop(0);
  });
}

whenOrphaned(() => {
  if (stopping === null) void stop(0);
}, process.env);

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) screen.say(USAGE);
  else await run(options);
} catch (error) {
  fail(error);
}
