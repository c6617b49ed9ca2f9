/** Bodies as they were before the vendor compressed them, never larger than the cap. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

/** Why a body cannot be read; a sentence part for people. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

export const tooLarge = (most: number): UnreadableBody => new UnreadableBody(`the answer is larger than ${most} bytes`);

const wrapped = promisify(inflate);
const raw = promisify(inflateRaw);

const DECODERS = new Map<string, (bytes: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  // RFC 9110 says zlib format; some servers send the bare stream, which cannot begin with a zlib header.
  ['deflate', (bytes, limits) => (((bytes[0] ?? 0) & 0x0f) === 8 ? wrapped : raw)(bytes, limits)],
  ['br', promisify(brotliDecompress)],
]);

/** Throws UnreadableBody. Stops at the cap, whatever the stream goes on to hold. */
export async function decompress(bytes: Buffer, encoding: string | undefined, most: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === 'identity' || bytes.length === 0) return bytes;
  const decoder = DECODERS.get(name);
  if (!decoder) throw new UnreadableBody('the answer has an unknown content-encoding');
  try {
    return await decoder(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most);
    throw new UnreadableBody('the compressed answer is damaged');
  }
}
