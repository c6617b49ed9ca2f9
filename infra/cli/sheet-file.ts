/** A file that appears under its name once it is whole, however its writing ends. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError, UsageError } from './command.ts';

interface Size {
  readonly bytes: number;
  readonly lines: number;
}

const LINE_END = 0x0a;

/** `file` null = standard output. Throws a CommandError when it cannot be written, or not to its end. */
export async function writeSheet(
  parts: AsyncIterable<Uint8Array>,
  file: string | null,
  signal: AbortSignal,
  progress: (size: Size) => void,
): Promise<Size> {
  let [bytes, lines] = [0, 0];
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      bytes += part.length;
      for (const byte of part) if (byte === LINE_END) lines++;
      progress({ bytes, lines });
      yield part;
    }
  }
  const fresh = file === null ? null : join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    await pipeline(counted(), fresh === null ? standardOutput() : createWriteStream(fresh, { flags: 'wx' }), {
      signal,
    });
    if (file !== null && fresh !== null) await rename(fresh, file);
    return { bytes, lines };
  } catch (error) {
    if (fresh !== null) await rm(fresh, { force: true });
    const left = file === null ? 'What was printed is not the whole of it.' : `${file} was left as it was.`;
    if (signal.aborted) throw new CommandError('FILE', `Stopped. ${left}`);
    if (error instanceof CommandError || error instanceof UsageError) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code !== undefined && syscall !== undefined && file !== null) {
      throw new CommandError('FILE', `${file} cannot be written: ${(error as Error).message}`);
    }
    throw new CommandError('UNREACHABLE', `The answer broke off. ${left}`);
  }
}

/** Stays open: others may have something to say there. */
function standardOutput(): Writable {
  const through = new PassThrough();
  through.pipe(process.stdout, { end: false });
  return through;
}
