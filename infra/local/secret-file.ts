/** One secret as a file that only its owner may read. */
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The file's text; null when there is no such file. */
export async function readSecretFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes the file, or replaces its text at once: a reader, or a machine that loses power, finds the old text or the new one. */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  // Where the name is a link, its target is the secret.
  const target = await realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return path;
    throw error;
  });
  const fresh = join(dirname(target), `.${process.pid}.${Math.random().toString(36).slice(2)}.new`);
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
