// Runs before `npm start` (`run`) and `npm test` (`test`): installs what is missing and sees that Node is new enough.
// Node 20 must be able to run it with nothing installed, hence plain JavaScript without packages.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const onlyWhatRuns = process.argv[2] === 'run';

/** `packages` of a lock file: path → entry. npm keeps a second one of what it has installed. */
function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** An optional package is expected only where it surely fits: npm leaves the others out without a word. */
function fitsHere({ optional, os, cpu, libc }) {
  if (!optional) return true;
  return os !== undefined && !libc && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

function install() {
  const locked = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  const isThere = (path) => installed[path]?.version === locked[path].version && existsSync(join(root, path));
  const forDevelopment = (path) => Boolean(locked[path]?.dev || locked[path]?.devOptional);
  const missing = Object.keys(locked).filter(
    (path) => path !== '' && fitsHere(locked[path]) && !(onlyWhatRuns && forDevelopment(path)) && !isThere(path),
  );
  if (missing.length === 0) return;

  // Tools that somebody has installed stay: npm ci would take away what it does not put there.
  const withTools = !onlyWhatRuns || Object.keys(installed).some((path) => locked[path]?.dev);
  console.log(`Installing ${withTools ? 'everything' : 'what running needs'}, missing packages: ${missing.length} …`);
  const npm = process.env.npm_execpath;
  const { status, error } = spawnSync(
    npm ? process.execPath : 'npm',
    [
      ...(npm ? [npm] : []),
      'ci',
      withTools ? '--include=dev' : '--omit=dev',
      '--include=optional',
      // Every native part comes ready-made inside its package.
      '--ignore-scripts',
      '--loglevel=error',
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: !npm && process.platform === 'win32' },
  );
  if (status !== 0)
    stop(`npm ci failed${error ? ` (${error.message})` : ''}. Can this machine reach its npm registry?`);
}

const isEnough = (version) => {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19);
};

/** npm puts node_modules/.bin first in PATH, and with it the Node 24 that comes as a package where there is one. */
function checkNode() {
  const bin = join(root, 'node_modules/.bin');
  const versionInUse = () => {
    const path = [bin, process.env.PATH].join(delimiter);
    const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8', env: { ...process.env, PATH: path } });
    return stdout ?? '';
  };
  if (isEnough(versionInUse())) return;
  // Built for another C library than this system's: then it only hides the system's own.
  if (isEnough(process.version)) rmSync(join(bin, 'node'), { force: true });
  if (isEnough(versionInUse())) return;
  stop(
    `Seatwatch needs Node 24. This is ${process.version}, and Node 24 does not come as a package for ` +
      `${process.platform}-${process.arch}: install it from https://nodejs.org and run the command again.`,
  );
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

install();
checkNode();
