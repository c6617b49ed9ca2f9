/** Holds the README against the code: whoever follows it finds what it names, and nothing that it names is missing. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '../functions/api/routes.ts';
import { DATASETS } from '../lib/datasets.ts';
import { CONSEQUENCES } from '../lib/errors.ts';
import { lineWorksCredentials } from '../lib/providers/line-works/credentials.ts';
import { naverCloudCredentials } from '../lib/providers/naver-cloud/credentials.ts';
import { credentials as partnerCenterCredentials } from '../lib/providers/partner-center/credentials.ts';
import { credentials as trendMicroCredentials } from '../lib/providers/trend-micro/credentials.ts';
import { parseSettings } from '../lib/settings.ts';
import { PROVIDER_IDS, type ProviderId } from '../lib/usage.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

const matches = (pattern: RegExp, text = readme): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([whole, part]) => part ?? whole)),
];

/** From this heading to the next one of its rank or above. */
function section(heading: string): string {
  const rank = heading.indexOf(' ');
  const [, after = ''] = readme.split(`\n${heading}\n`);
  return after.split(new RegExp(`^#{1,${rank}} `, 'm'), 1).join();
}

describe('names in the README', () => {
  const paths = matches(/(?<![\w./-])(?:lib|functions|infra|test)\/[\w./<>-]*[\w/>]/g);
  const spelledOut = paths.flatMap((path) =>
    path.includes('<id>') ? PROVIDER_IDS.map((id) => path.replaceAll('<id>', id)) : [path],
  );

  test('that are paths exist', () => {
    expect(spelledOut.length).toBeGreaterThan(30);
    expect(spelledOut.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('that are folders a command makes are kept out of git', () => {
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
    const made = matches(/(?<![\w./-])(?:secrets|dist|cdk\.out|\.seatwatch)\//g);
    expect(made.filter((folder) => !ignored.includes(folder) && !ignored.includes(`/${folder}`))).toEqual([]);
  });

  test('that are npm scripts exist', () => {
    const run = [
      ...matches(/\bnpm run ([\w:-]+)/g),
      ...matches(/\bnpm (start|test)\b/g),
      ...matches(/`(check:[\w-]+)`/g),
    ];
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  const anchors = new Set(
    matches(/^#+ (.+)$/gm).map((text) =>
      text
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    ),
  );

  test('that are headings within the page exist', () => {
    expect(matches(/\]\(#([\w-]+)\)/g).filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  test('that the alarms point to exist', () => {
    const runbook = readFileSync(join(root, 'infra/runbook.ts'), 'utf8');
    const pointedTo = matches(/: '([a-z-]+)'/g, runbook);
    expect(pointedTo.length).toBeGreaterThan(0);
    expect(pointedTo.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  test('that are environment variables are those of the code', () => {
    const named = (...folders: string[]): string[] =>
      folders.flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.includes('node_modules'))
          .flatMap((file) => variablesIn(readFileSync(join(root, folder, file), 'utf8'))),
      );
    const shown = new Set(variablesIn(readme));
    expect(named('lib', 'functions', 'infra').filter((name) => !shown.has(name))).toEqual([]);
    // Those of the tests alone are told where they are good for something.
    const real = new Set(named('lib', 'functions', 'infra', 'test'));
    expect([...shown].filter((name) => !real.has(name))).toEqual([]);
  });

  test('that are failure codes are all there are, each with how long it waits', () => {
    const table = section('## When something fails');
    const lines = Object.entries(CONSEQUENCES).map(([code, { pauseHours }]) => ({
      code,
      told: new RegExp(`^\\| \`${code}\` \\|.*$`, 'm').exec(table)?.[0] ?? 'nothing',
      hours: pauseHours,
    }));
    expect(lines.filter(({ told }) => told === 'nothing')).toEqual([]);
    expect(lines.filter(({ told, hours }) => told.includes('20 hours') !== (hours === 20))).toEqual([]);
    expect(matches(/^\| `([A-Z_]+)` \|/gm, table).toSorted()).toEqual(Object.keys(CONSEQUENCES).toSorted());
  });

  test('that are codes of a whole account are those of the code', () => {
    const sentence = /((?:`[A-Z_]+`(?:, | and ))+`[A-Z_]+`) concern a whole account/.exec(readme)?.[1] ?? '';
    const ofAccount = Object.entries(CONSEQUENCES).flatMap(([code, { account }]) => (account ? [code] : []));
    expect(matches(/[A-Z_]{2,}/g, sentence).toSorted()).toEqual(ofAccount.toSorted());
  });

  test('that are routes are all there are, with their parameters', () => {
    const shown = [...section('## API').matchAll(/^\| `(GET|POST) (\/v1\/\w+)` \|([^|]*)\|/gm)].map(
      ([, method, path, parameters = '']) => [
        `${method} ${path}`,
        method === 'POST' ? [] : matches(/\b[a-z]+\b/g, parameters.replace(/\(.*?\)/g, '')),
      ],
    );
    const real = ROUTES.map(({ method, path, parameters }) => [`${method} ${path}`, Object.keys(parameters)]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(real));
  });

  test('that are datasets are all there are', () => {
    const shown = matches(/^\| ([a-z-]+ \| `[a-z-]+`)/gm, section('## What the numbers mean'));
    const real = PROVIDER_IDS.flatMap((id) => Object.keys(DATASETS[id]).map((name) => `${id} | \`${name}\``));
    expect(shown.toSorted()).toEqual(real.toSorted());
  });
});

/** A name that ends in an underscore is the beginning of several. */
const variablesIn = (text: string): string[] => matches(/\bSEATWATCH_[A-Z_]*[A-Z]/g, text);

describe('secrets in the README', () => {
  const SCHEMAS = {
    'line-works': lineWorksCredentials,
    'partner-center': partnerCenterCredentials,
    'naver-cloud': naverCloudCredentials,
    'trend-micro': trendMicroCredentials,
  } as const satisfies Record<ProviderId, v.GenericSchema>;

  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  /** Examples hold `…` where a secret would be. */
  const filledIn = (example: object): Record<string, unknown> => {
    const text = JSON.stringify(example).replaceAll('…', 'x');
    const filled = JSON.parse(text) as Record<string, unknown>;
    return 'privateKey' in filled ? { ...filled, privateKey } : filled;
  };

  const HEADINGS = {
    'line-works': '### LINE WORKS',
    'partner-center': '### Microsoft Partner Center',
    'naver-cloud': '### NAVER Cloud',
    'trend-micro': '### Trend Micro',
  } as const satisfies Record<ProviderId, string>;

  const examplesOf = (id: ProviderId, text = readme): Array<Record<string, unknown>> =>
    matches(new RegExp(`<!-- secrets/${id}\\.json -->\\n+\`\`\`json\\n([^]*?)\`\`\``, 'g'), text)
      .flatMap((json) => JSON.parse(json) as object | object[])
      .map(filledIn);

  test.each(PROVIDER_IDS)('of %s are accepted as they stand', (id) => {
    expect(examplesOf(id).length).toBeGreaterThan(0);
    for (const example of examplesOf(id)) {
      const parsed = v.safeParse(SCHEMAS[id], example);
      expect(parsed.issues?.map((issue) => `${v.getDotPath(issue)} ${issue.message}`)).toBeUndefined();
    }
  });

  test.each(PROVIDER_IDS)('of %s have every field explained, with its default', (id) => {
    const text = section(HEADINGS[id]);
    const [example = {}] = examplesOf(id, text);
    const fields = Object.keys(SCHEMAS[id].entries);
    const optional = matches(/^\| `(\w+)` \|/gm, text);
    expect([...new Set([...Object.keys(example), ...optional])].toSorted()).toEqual(fields.toSorted());

    const least = Object.fromEntries(Object.entries(example).filter(([field]) => !optional.includes(field)));
    const defaults = Object.entries(v.parse(SCHEMAS[id], least)).filter(
      ([field, value]) => !(field in least) && typeof value === 'string',
    );
    expect(defaults.filter(([field, value]) => !text.includes(`| \`${field}\` | \`${String(value)}\` |`))).toEqual([]);
  });
});

describe('settings in the README', () => {
  const text = section('## Configuration');

  test('are accepted as they stand', () => {
    const examples = matches(/```json\n([^]*?)```/g, text);
    expect(examples).toHaveLength(1);
    for (const example of examples) {
      const { context } = JSON.parse(example) as { context: { seatwatch: unknown } };
      expect(() => parseSettings(context.seatwatch)).not.toThrow();
    }
  });

  test('are all there are, each with its default', () => {
    const { providers, ...others } = parseSettings(undefined);
    const defaults = [...leaves(others), ...PROVIDER_IDS.flatMap((id) => leaves(providers[id], 'providers.<id>'))];
    const told = (name: string): string => text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    expect(defaults.filter(([name, value]) => !told(name).includes(`\`${value}\``))).toEqual([]);
    expect(matches(/^\| `([a-z][\w.<>]+)` \|/gm, text).toSorted()).toEqual(
      [...new Set(defaults.map(([name]) => name))].toSorted(),
    );
  });
});

/** Names with dots in between, and values as JSON tells them, text without its quotes. */
const leaves = (value: unknown, name = ''): Array<[name: string, value: string]> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, name === '' ? key : `${name}.${key}`))
    : [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
