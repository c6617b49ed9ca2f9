/** Access tokens of deployed APIs, as long as they live, in a file that only its owner may read. */
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { writeSecretFile } from '../../local/secret-file.ts';
import { CommandError } from '../command.ts';

const kept = v.record(v.string(), v.object({ token: v.string(), endsAt: v.pipe(v.string(), v.isoTimestamp()) }));

type Kept = v.InferOutput<typeof kept>;

const homeOf = (env: NodeJS.ProcessEnv): string => resolve(env['SEATWATCH_HOME'] ?? '.seatwatch');
const fileIn = (home: string): string => join(home, 'tokens.json');

async function living(env: NodeJS.ProcessEnv, now: Date): Promise<Kept> {
  const text = await readFile(fileIn(homeOf(env)), 'utf8').catch(() => '{}');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), kept), text);
  const all = parsed.success ? Object.entries(parsed.output) : [];
  return Object.fromEntries(all.filter(([, { endsAt }]) => new Date(endsAt) > now));
}

/** Null when nobody is signed in at this address. */
export async function tokenFor(address: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  return (await living(env, new Date()))[address]?.token ?? null;
}

/** Throws a CommandError where it cannot be written. */
export async function keepToken(address: string, token: string, endsAt: Date, env: NodeJS.ProcessEnv): Promise<void> {
  const others = await living(env, new Date());
  const all: Kept = { ...others, [address]: { token, endsAt: endsAt.toISOString() } };
  try {
    await mkdir(homeOf(env), { recursive: true, mode: 0o700 });
    await writeSecretFile(fileIn(homeOf(env)), JSON.stringify(all));
  } catch (error) {
    throw new CommandError('FILE', `${fileIn(homeOf(env))} cannot be written: ${(error as Error).message}`);
  }
}
