/** The configuration of this machine: the one of the stack, `seatwatch` in the context of cdk.json. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeatwatchError } from '../../lib/errors.ts';
import { parseSettings, type Settings } from '../../lib/settings.ts';
import { StartupError } from './startup-error.ts';

/** Throws a StartupError with the sentence that says what to write instead. */
export async function readSettings(folder: string): Promise<Settings> {
  const file = join(folder, 'cdk.json');
  try {
    const { context = {} } = JSON.parse(await readFile(file, 'utf8')) as { context?: { seatwatch?: unknown } };
    return parseSettings(context.seatwatch);
  } catch (error) {
    if (error instanceof SeatwatchError || error instanceof SyntaxError) {
      throw new StartupError(`${file}: ${error.message}`);
    }
    throw error;
  }
}
