/**
 * Stacks in the log name functions, not the letters that they have in a bundle. For that esbuild's `keepNames` names each
 * function whenever one is made, also the small ones inside of others, and a collection makes those all the time: 5 to 14 %
 * of its CPU time. Here only what is made while the bundle is loaded is named: every function that stands by itself.
 */

/** Goes before a bundle. */
export const NAMING = 'let $naming=true;';

/** Goes after it. */
export const NAMED = '$naming=false;';

/** What esbuild names functions with: its only function that says "name" of what it was given. */
const HELPER = /=>([\w$]+\(([\w$]+),"name",\{value:[\w$]+,configurable:!0\}\))/;

/** The bundle with its names given once. Throws when esbuild has come to do it in another way. */
export function namedOnce(contents: Uint8Array): Uint8Array {
  const text = Buffer.from(contents).toString();
  const named = text.replace(HELPER, (_, naming: string, made: string) => `=>$naming?${naming}:${made}`);
  if (named === text) throw new Error('esbuild names functions in another way than before: see kept-names.ts');
  return Buffer.from(named);
}
