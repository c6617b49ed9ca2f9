/** The project's own files as text, and who imports whom. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

const QUOTED_OR_COMMENT =
  /\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

export interface Import {
  /** A path from the root, or the name of a package. */
  readonly to: string;
  /** Erased before it runs. */
  readonly isType: boolean;
}

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Without comments and without what stands inside of quotes. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

export const sources: readonly Source[] = globSync('{lib,functions,infra,test}/**/*.{ts,tsx,mjs}', {
  cwd: ROOT,
  exclude: ['**/node_modules'],
})
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()
  .map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return {
      path,
      text,
      code: text.replace(QUOTED_OR_COMMENT, (part) => (part.startsWith('/') ? ' ' : "''")),
      lines: text.split('\n').length - 1,
      imports: importsOf(path, text),
    };
  });

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (name: string, isType: boolean): void => {
    found.push({ to: name.startsWith('.') ? posix.join(dirname(path), name) : name, isType });
  };
  for (const [, type, name = ''] of text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[\w*{][^'"`;=]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  )) {
    add(name, type !== undefined);
  }
  for (const [, name = ''] of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) add(name, false);
  for (const [, name = ''] of text.matchAll(/\bnew URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g)) add(name, false);
  return found;
}

/** Paths that lead back to where they began, each once; what is erased does not count. */
export function cycles(): string[] {
  const edges = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ isType }) => !isType).map(({ to }) => to)]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.add([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return [...found];
}
