/** Asks the person at the terminal; what is secret is not shown while it is typed. */
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { addAbortSignal, Writable } from 'node:stream';

/** What was typed; null when nobody sits there, or gave nothing. */
export async function question(words: string, isSecret: boolean, signal: AbortSignal): Promise<string | null> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return isSecret ? (await text(addAbortSignal(signal, stdin))).trim() || null : null;
  let isMuted = false;
  const output = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      if (!isMuted) stderr.write(piece);
      done();
    },
  });
  const terminal = createInterface({ input: stdin, output, terminal: true });
  try {
    // The terminal keeps Ctrl-C to itself while it asks, and Ctrl-D ends it without an answer.
    terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    const answered = terminal.question(`${words}: `, { signal });
    isMuted = isSecret;
    return (await Promise.race([answered, ended])).trim() || null;
  } finally {
    if (isSecret) stderr.write('\n');
    terminal.close();
  }
}
