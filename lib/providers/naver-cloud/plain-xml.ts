/**
 * A quick look at XML as the vendor sends it: nothing but elements without attributes, and text between them. It sees
 * that each is closed, at a twentieth of what the validator takes, which keeps a list of everything it meets.
 */
const DECLARATION = /^<\?xml version="1\.[01]"(?: encoding="[\w-]+")?(?: standalone="(?:yes|no)")? ?\?>/;
const OTHER_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
const [SLASH, GREATER] = [47, 62];

/** Below it are the digits, `-` and `.`, with which no name begins. */
const FIRST_LETTER = 65;
const NAME = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789-.') {
  NAME[character.charCodeAt(0)] = 1;
}

/** True for a whole, well-formed document of the plainest kind. False says nothing: it may be fine and less plain. */
export function isPlainAndWhole(text: string): boolean {
  /** Where the names of the open elements begin, outermost first. */
  const open: number[] = [];
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  let hasRoot = false;
  for (;;) {
    const tag = text.indexOf('<', at);
    if (open.length === 0 && text.slice(at, tag < 0 ? text.length : tag).trim() !== '') return false;
    if (tag < 0) return hasRoot && open.length === 0 && !OTHER_REFERENCE.test(text);
    const isEnd = text.charCodeAt(tag + 1) === SLASH;
    const name = tag + (isEnd ? 2 : 1);
    if (text.charCodeAt(name) < FIRST_LETTER) return false;
    let end = name;
    while (NAME[text.charCodeAt(end)] === 1) end++;
    if (end === name) return false;
    if (isEnd) {
      const begin = open.pop();
      if (begin === undefined || !isSameName(text, begin, name, end)) return false;
    } else {
      if (open.length === 0 && hasRoot) return false;
      hasRoot = true;
      if (text.charCodeAt(end) === SLASH) end++;
      else open.push(name);
    }
    if (text.charCodeAt(end) !== GREATER) return false;
    at = end + 1;
  }
}

/** The name from `begin` on is that of `name` to `end`, and no longer. */
function isSameName(text: string, begin: number, name: number, end: number): boolean {
  let other = begin;
  for (let at = name; at < end; at++, other++) if (text.charCodeAt(at) !== text.charCodeAt(other)) return false;
  return text.charCodeAt(other) === GREATER;
}
