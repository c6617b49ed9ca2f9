/** Holds the sources against the habits of the house: small files, plain names, nothing hidden from the checks. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, sources } from './support/sources.ts';

const product = sources.filter(({ path }) => !path.startsWith('test/'));

test.each(['(lib|functions|infra)', 'test'])('files of %s are small', (folder) => {
  const lines = sources
    .filter(({ path }) => new RegExp(`^${folder}/`).test(path))
    .map((file) => file.lines)
    .toSorted((a, b) => a - b);
  const at = (share: number): number => lines[Math.floor(lines.length * share)] ?? 0;
  // Tests are sentences, one after the other: they may be read in part.
  expect(at(0.5)).toBeLessThan(folder === 'test' ? 120 : 80);
  expect(at(0.9)).toBeLessThan(folder === 'test' ? 200 : 160);
  expect(at(1 - 1e-9)).toBeLessThanOrEqual(220);
});

test('a file is named after the one thing that it holds', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d))?\.(tsx?|mjs)$/;
  const vague = /(^|\/)(utils?|helpers?|common|manager|services?|shared|misc|index)(\.|\/|-|$)/;
  expect(sources.filter(({ path }) => !kebab.test(basename(path))).map(({ path }) => path)).toEqual([]);
  expect(sources.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual(['functions/api/index.ts']);
});

test('nothing is merely passed on', () => {
  const barrels = product.filter(
    ({ path, text }) =>
      /^export\s+(type\s+)?(\*|\{[^}]*\})[^;]*?\sfrom\s/m.test(text) && !path.startsWith('infra/slim/'),
  );
  expect(barrels.map(({ path }) => path)).toEqual([]);
});

const forbidden: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['the type any', /(?:[:<|&,(]|\bas|\bkeyof)\s*any\b(?!\s*\()/],
  ['a value that is said not to be null', /[\w)\]]!(?=[.;,)\]\s[])(?!\s*=)/],
  ['an export without a name', /^export default\b/m],
];
test.each(forbidden)('the code does without %s', (_, pattern) => {
  const found = sources.filter(({ path, code }) => !path.endsWith('.d.ts') && pattern.test(code));
  expect(found.map(({ path }) => path)).toEqual([]);
});

const unwanted: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  [
    'a check switched off',
    /@ts-(ignore|expect-error|nocheck)|(oxlint|eslint)-disable|biome-ignore|(v8|c8|istanbul) ignore/,
  ],
  ['work put off', /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/],
  ["somebody's own folder", /(?<![\w.~-])\/(root|home\/\w+|Users\/\w+|work)\/|[A-Z]:\\Users/],
];
test.each(unwanted)('nothing holds %s', (_, pattern) => {
  const others = ['README.md', 'package.json', 'cdk.json', 'tsconfig.json'].map((path) => ({
    path,
    text: existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : '',
  }));
  const found = [...sources, ...others].filter(
    ({ path, text }) => path !== 'test/habits.test.ts' && pattern.test(text),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
});

test('no test replaces a module by another', () => {
  const found = sources.filter(
    ({ code, path }) => path.startsWith('test/') && /\bvi\.(mock|doMock|stubGlobal)\(/.test(code),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
});
