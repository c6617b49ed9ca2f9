/** The folder that outlives a start: the ledger and the log. Only its owner may look into it. */
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from './startup-error.ts';

export interface Home {
  readonly folder: string;
  readonly ledger: string;
  /** Appends one line to the log. */
  log(source: string, line: string): void;
  readonly close: () => Promise<void>;
}

/** From this size on the log is put aside at the start; two files are kept. */
const LARGE_LOG = 20 * 1024 * 1024;

/** Throws a StartupError where the folder cannot be written. */
export async function openHome(folder: string): Promise<Home> {
  const logFile = join(folder, 'seatwatch.log');
  let log: WriteStream;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const old = statSync(logFile, { throwIfNoEntry: false });
    if (old && old.size > LARGE_LOG) renameSync(logFile, `${logFile}.1`);
    log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    await new Promise((resolve, reject) => log.once('open', resolve).once('error', reject));
  } catch (error) {
    throw new StartupError(
      `Cannot keep data in ${folder}: ${(error as Error).message}.\n` +
        'Choose a folder that can be written with SEATWATCH_HOME or npm start -- --home <folder>.',
    );
  }
  // A full disk must not end the server: the ledger says so itself where it matters.
  log.on('error', () => undefined);
  return {
    folder,
    ledger: join(folder, 'ledger'),
    log: (source, line) => void log.write(`${new Date().toISOString()} ${source} ${line}\n`),
    close: () => new Promise((resolve) => log.end(resolve)),
  };
}
