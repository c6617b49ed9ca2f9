/** The body of an answer while it is written, never larger than the gateway lets through. */
import { constants, createGzip } from 'node:zlib';

export interface Sheet {
  /** False when the piece does not fit any more; the first one always does. */
  add(piece: string): Promise<boolean>;
  /** The whole body, with these words at its end. */
  end(tail?: string): Promise<string | Buffer>;
}

/** Lambda hands on 6 MB: text as JSON text, anything compressed as Base64. Room is left for headers and the end. */
const MOST_TEXT = 5_500_000;
const MOST_COMPRESSED = 4_000_000;
const FLUSH = 256_000;

export function textSheet(most = MOST_TEXT): Sheet {
  const pieces: string[] = [];
  let size = 0;
  return {
    add: async (piece) => {
      // Quotes and line ends grow when the gateway's envelope quotes them.
      const more = Buffer.byteLength(JSON.stringify(piece));
      if (size > 0 && size + more > most) return false;
      size += more;
      pieces.push(piece);
      return true;
    },
    end: async (tail = '') => pieces.join('') + tail,
  };
}

export function gzipSheet(most = MOST_COMPRESSED): Sheet {
  const gzip = createGzip();
  const parts: Buffer[] = [];
  let compressed = 0;
  /** Not yet compressed, and so as large as it may be. */
  let pending: string[] = [];
  let pendingSize = 0;
  gzip.on('data', (part: Buffer) => {
    compressed += part.length;
    parts.push(part);
  });
  const ended = new Promise<void>((resolve, reject) => {
    gzip.once('end', resolve);
    gzip.once('error', reject);
  });
  const flush = (): Promise<void> =>
    new Promise((resolve) => {
      gzip.write(pending.join(''));
      pending = [];
      pendingSize = 0;
      gzip.flush(constants.Z_SYNC_FLUSH, () => resolve());
    });
  return {
    add: async (piece) => {
      const more = Buffer.byteLength(piece);
      if (pendingSize > 0 && (pendingSize >= FLUSH || compressed + pendingSize + more > most)) await flush();
      if (compressed > 0 && compressed + pendingSize + more > most) return false;
      pending.push(piece);
      pendingSize += more;
      return true;
    },
    end: async (tail = '') => {
      gzip.end(pending.join('') + tail);
      await ended;
      return Buffer.concat(parts);
    },
  };
}
