/** Holds the sources against the plan of the house: who knows whom, and what a provider brings. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DATASETS } from '../lib/datasets.ts';
import type { Provider } from '../lib/provider.ts';
import { PROVIDER_IDS } from '../lib/usage.ts';
import { cycles, type Import, ROOT, type Source, sources } from './support/sources.ts';

const product = sources.filter(({ path }) => !path.startsWith('test/'));

/** `file → import` for every import of these files that the rule is broken by. */
function offenders(from: RegExp, isWrong: (imported: Import, file: Source) => boolean): string[] {
  return sources
    .filter(({ path }) => from.test(path))
    .flatMap((file) => file.imports.filter((one) => isWrong(one, file)).map(({ to }) => `${file.path} → ${to}`));
}

const provider = (path: string): string | undefined => /^lib\/providers\/([\w-]+)/.exec(path)?.[1];

describe('who knows whom', () => {
  test('the sources were read', () => {
    expect(product.length).toBeGreaterThan(150);
    const all = product.flatMap(({ imports }) => imports).filter(({ to }) => /\.(tsx?|mjs)$/.test(to));
    expect(all.length).toBeGreaterThan(500);
    expect(
      all.filter(({ to }) => to.includes('/') && !to.startsWith('undici/') && !existsSync(join(ROOT, to))),
    ).toEqual([]);
  });

  test('a provider knows no AWS, no ledger, no collector, no secret and no sibling', () => {
    const wrong = offenders(
      /^lib\/providers\//,
      ({ to }, { path }) =>
        /^@aws-|^(functions|infra|test)\//.test(to) ||
        /^lib\/(ledger|collect|query|secrets|settings|function-settings|tell)\b/.test(to) ||
        (to.startsWith('lib/providers/') && provider(to) !== provider(path)),
    );
    expect(wrong).toEqual([]);
  });

  test('no step goes back up: lib knows no function, no function knows the infrastructure, nothing knows the tests', () => {
    expect(offenders(/^lib\//, ({ to }) => /^(functions|infra)\//.test(to))).toEqual([]);
    expect(offenders(/^functions\//, ({ to }) => to.startsWith('infra/'))).toEqual([]);
    expect(offenders(/^(lib|functions|infra)\//, ({ to }) => to.startsWith('test/'))).toEqual([]);
    expect(offenders(/^lib\/ledger\//, ({ to }) => /^lib\/(collect|query|providers)\//.test(to))).toEqual([]);
    expect(offenders(/^lib\/query\//, ({ to }) => to.startsWith('lib/providers/'))).toEqual([]);
  });

  test('the API reads the ledger and talks to no vendor', () => {
    const reached = new Set<string>();
    const reach = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const file = sources.find((one) => one.path === path);
      for (const { to, isType } of file?.imports ?? []) if (!isType) reach(to);
    };
    reach('functions/api/index.ts');
    const vendors = [...reached].filter((path) => path.startsWith('lib/providers/'));
    // What is read and what things are called: data, not talk.
    expect(vendors.filter((path) => !/\/(datasets|products)\.ts$/.test(path))).toEqual([]);
    expect([...reached].filter((path) => /^lib\/(http|secrets)\b|^undici$|client-secrets-manager/.test(path))).toEqual(
      [],
    );
  });

  test('a collector brings one vendor', () => {
    for (const id of PROVIDER_IDS) {
      const wrong = offenders(new RegExp(`^functions/collect/${id}\\.ts$`), ({ to }) => {
        const other = provider(to);
        return other !== undefined && other !== id;
      });
      expect(wrong).toEqual([]);
    }
    expect(offenders(/^functions\/collect\/collector\.ts$/, ({ to }) => provider(to) !== undefined)).toEqual([]);
  });

  test('a simulated vendor was written without its provider', () => {
    const wrong = offenders(
      /^infra\/local\/vendors\//,
      ({ to }) => /^lib\/(?!(calendar|usage)\.ts$)/.test(to) || to.startsWith('functions/'),
    );
    expect(wrong).toEqual([]);
  });

  test('DynamoDB is spoken by the ledger and the lease, HTTP to vendors by http, and nobody else', () => {
    const speaksDynamoDb = offenders(
      /^(lib|functions)\/(?!ledger\/|secrets\/lease\.ts)/,
      ({ to, isType }) => !isType && /dynamodb/.test(to),
    );
    expect(speaksDynamoDb).toEqual([]);
    expect(offenders(/^(lib|functions)\/(?!http\b)/, ({ to }) => /^(undici|node:https?)\b/.test(to))).toEqual([]);
    expect(
      product.filter(
        ({ path, code }) => /^(lib|functions)/.test(path) && /\bfetch\(/.test(code) && !/\.fetch\(/.test(code),
      ),
    ).toEqual([]);
  });

  test('no transactions, no PartiQL, and of Secrets Manager two operations', () => {
    const commands = product
      .filter(({ path }) => /^(lib|functions)\//.test(path))
      .flatMap(({ code }) => code.match(/\b\w+Command\b/g) ?? []);
    expect(commands.filter((name) => /Transact|Statement|Scan/.test(name))).toEqual([]);
    expect(new Set(commands.filter((name) => name.includes('Secret')))).toEqual(
      new Set(['GetSecretValueCommand', 'PutSecretValueCommand']),
    );
  });

  test('nothing imports itself, however far around', () => {
    expect(cycles()).toEqual([]);
  });
});

const text = (path: string): string => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : '');

describe.each(PROVIDER_IDS)('%s brings', (id) => {
  test('a module, its datasets, a function and a simulated vendor of its name', async () => {
    const files = [
      `lib/providers/${id}.ts`,
      `lib/providers/${id}/datasets.ts`,
      `functions/collect/${id}.ts`,
      `infra/local/vendors/${id}.ts`,
    ];
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(Object.keys(DATASETS[id]).length).toBeGreaterThan(0);
    const module = (await import(`../lib/providers/${id}.ts`)) as Record<string, Partial<Provider>>;
    expect(Object.values(module).filter((one) => one.id === id && one.datasets === DATASETS[id])).toHaveLength(1);
  });

  test('one call to the suite that every provider passes', () => {
    expect(text(`test/lib/providers/${id}.test.ts`).match(/^providerContract\(/gm)).toHaveLength(1);
  });

  test('a place in the README', () => {
    expect(text('README.md')).toContain(`secrets/${id}.json`);
  });
});

const named = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT })
    .map((path) => basename(path, '.ts'))
    .toSorted();

test('and nobody else has a module, a function or a simulated vendor', () => {
  const ids = PROVIDER_IDS.toSorted();
  expect(named('lib/providers/*.ts')).toEqual(ids);
  expect(named('functions/collect/*.ts')).toEqual([...ids, 'collector'].toSorted());
  expect(named('infra/local/vendors/*.ts')).toEqual([...ids, 'simulator', 'story'].toSorted());
});
