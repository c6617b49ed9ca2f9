/**
 * Stacks in the log name functions, not the letters that they have in a bundle. For that esbuild's `keepNames` names each
 * function whenever one is made, also the small ones inside of others, and a collection makes millions of them: a tenth of
 * its time. Here those are named that are made while the bundle is loaded, which are nearly all that are ours.
 */

/** Goes before a bundle. */
export const NAMING = 'let $naming=true;';

/** Goes after it. */
export const NAMED = '$naming=false;';

/** What esbuild names functions with: its only function of two that says "name". */
const HELPER = /=>([\w$]+\([\w$]+,"name",\{value:[\w$]+,configurable:!0\}\))/;

/** The bundle with its names given once. Throws when esbuild has come to do it in another way. */
export function namedOnce(contents: Uint8Array): Uint8Array {
  const text = Buffer.from(contents).toString();
  const [, naming] = HELPER.exec(text) ?? [];
  if (naming === undefined) throw new Error('esbuild names functions in another way than before: see kept-names.ts');
  const [, made] = /\(([\w$]+),/.exec(naming) ?? [];
  return Buffer.from(text.replace(naming, () => `$naming?${naming}:${made}`));
}
