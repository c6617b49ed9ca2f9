/** What stands in for the web's Headers, Request and Response, held against Node's own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as slim from '../../infra/slim/fetch.ts';
import { builtFunctions } from '../support/built.ts';

type Kind = typeof slim;
const nodes = { Headers, Request, Response } as unknown as Kind;

/** What it comes to, or the kind of error. */
async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return (error as Error).name;
  }
}

/** What it comes to with ours and with Node's. */
const both = (work: (kind: Kind) => unknown): Promise<unknown[]> =>
  Promise.all([slim, nodes].map((kind) => outcome(() => work(kind))));

/** Mostly such that they meet each other. */
const header = fc.tuple(
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('Vary', 'vary', 'Set-Cookie', 'set-cookie', 'x-a') },
    { weight: 1, arbitrary: fc.constantFrom('a b', '', 'ä', 'x:') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 4 }) },
  ),
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(' spaced\t', 'a, b', 'é', '') },
    { weight: 1, arbitrary: fc.constantFrom('\u0100', 'two\nlines', '\r\n', '\0') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  ),
);
const headers = fc.array(header, { maxLength: 5 });
const good = fc.dictionary(fc.constantFrom('vary', 'x-a', 'content-type', 'Etag'), fc.constantFrom('', 'a', 'b'));
const content = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }),
  fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
);

describe('headers', () => {
  test.each([
    ['appended', 'append'],
    ['set', 'set'],
  ] as const)('that are %s are those of Node', async (_, how) => {
    await fc.assert(
      fc.asyncProperty(headers, async (pairs) => {
        const [ours, theirs] = await both((kind) => {
          const made = new kind.Headers();
          const met = pairs.map(([name, value]) => {
            try {
              made[how](name, value);
              return made.get(name);
            } catch (error) {
              return (error as Error).name;
            }
          });
          return [met, [...made], [...made.entries()], made.getSetCookie()];
        });
        expect(ours).toEqual(theirs);
      }),
    );
  });

  test('of which one is taken away are those of Node', async () => {
    await fc.assert(
      fc.asyncProperty(header, async ([name]) => {
        const [ours, theirs] = await both((kind) => {
          const made = new kind.Headers({ vary: 'a', 'set-cookie': 'b' });
          const had = made.has(name);
          made.delete(name);
          const left: string[] = [];
          made.forEach((value, key) => left.push(`${key}: ${value}`));
          return [had, left];
        });
        expect(ours).toEqual(theirs);
      }),
    );
  });

  test('are made of pairs as those of Node are', async () => {
    await fc.assert(
      fc.asyncProperty(headers, async (pairs) => {
        const [ours, theirs] = await both((kind) => [...new kind.Headers(pairs)]);
        expect(ours).toEqual(theirs);
      }),
    );
  });

  test('are made of fields and of other headers as those of Node are', async () => {
    await fc.assert(
      fc.asyncProperty(good, async (fields) => {
        const [ours, theirs] = await both((kind) => [...new kind.Headers(new kind.Headers(fields))]);
        expect(ours).toEqual(theirs);
      }),
    );
  });
});

test('a request is that of Node', async () => {
  const method = fc.constantFrom('GET', 'get', 'Post', 'pUT', 'patch', 'DELETE', 'TRACE', 'connect', 'GE T', '');
  const url = fc.oneof(
    fc.constantFrom('https://gateway/a b?ü=%', 'https://gateway/%2F/../x', 'no address', 'https://gateway'),
    fc.webUrl({ withQueryParameters: true }),
  );
  await fc.assert(
    fc.asyncProperty(url, method, good, content, async (address, how, fields, body) => {
      const [ours, theirs] = await both(async (kind) => {
        const made = new kind.Request(address, { method: how, headers: fields, body });
        return [made.url, made.method, [...made.headers], await made.text()];
      });
      expect(ours).toEqual(theirs);
    }),
  );
});

test('a response is that of Node', async () => {
  const status = fc.constantFrom(undefined, 200, 201, 204, 205, 299, 304, 404, 503, 599, 600, 199, 0, 1e9);
  await fc.assert(
    fc.asyncProperty(status, good, content, async (code, fields, body) => {
      const [ours, theirs] = await both(async (kind) => {
        const made = new kind.Response(body, { headers: fields, ...(code === undefined ? {} : { status: code }) });
        return [made.status, [...made.headers], made.bodyUsed, [...(await made.bytes())]];
      });
      expect(ours).toEqual(theirs);
    }),
  );
});

test('the API answers without ever loading the fetch of Node', async () => {
  const bundle = join(builtFunctions(), 'api/index.mjs');
  const event = { rawPath: '/v1/openapi.json', requestContext: { http: { method: 'GET' } } };
  const script = `const { handler } = await import(${JSON.stringify(bundle)});
    const { statusCode } = await handler(${JSON.stringify(event)});
    console.log(statusCode, process.moduleLoadList.some((name) => name.includes('undici')));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { SEATWATCH_AUTH: 'none', SEATWATCH_TABLE: 'none', POWERTOOLS_LOG_LEVEL: 'ERROR' },
  });
  expect(stdout).toBe('200 false\n');
});
