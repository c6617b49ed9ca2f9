/**
 * Where the services of a running Seatwatch listen, for the command line: a refresh token may only be used under the
 * lease in its table. The keys are made anew at each start, and only the owner of the folder can read them.
 */
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Keys } from './loopback.ts';
import { writeSecretFile } from './secret-file.ts';

const running = v.object({
  keys: v.object({ accessKeyId: v.string(), secretAccessKey: v.string() }) satisfies v.GenericSchema<unknown, Keys>,
  dynamodb: v.string(),
  secrets: v.string(),
  table: v.string(),
});

export type Running = v.InferOutput<typeof running>;

const fileIn = (home: string): string => join(home, 'running.json');

export const tellRunning = (home: string, facts: Running): Promise<void> =>
  writeSecretFile(fileIn(home), JSON.stringify(facts));

export const forgetRunning = (home: string): void => rmSync(fileIn(home), { force: true });

/** Null when nothing runs there. What was killed may still be told of: whoever calls it finds nobody. */
export async function readRunning(home: string): Promise<Running | null> {
  const text = await readFile(fileIn(home), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), running), text);
  return parsed.success ? parsed.output : null;
}
