import { gzipSync } from 'node:zlib';

const MEMBER_BYTES = 1024 * 1024;
const MEMBERS = 1024;

let made: Buffer | undefined;

/** A megabyte that unpacks to a gigabyte of blanks: a gzip stream may have several members. */
export function bomb(): Buffer {
  if (!made) {
    const member = gzipSync(Buffer.alloc(MEMBER_BYTES, ' '));
    made = Buffer.concat(Array.from({ length: MEMBERS }, () => member));
  }
  return made;
}
