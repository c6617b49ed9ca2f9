/** The part of the contract that each dataset of a provider keeps. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../lib/json.ts';
import type { Account, Customer, Session, Window } from '../../../lib/provider.ts';
import { FATAL, PASSING } from './faults.ts';
import { readWindow } from './open.ts';
import type { ProviderBench, Rig } from './rig.ts';
import { tampered, tampering } from './tamper.ts';
import { flawsOf, readingsOf } from './well-formed.ts';

export function datasetContract<C extends Account, S extends Session, Reply>(
  dataset: string,
  { provider, datasets }: ProviderBench<C, S, Reply>,
  ready: () => { rig: Rig<S, Reply>; listed: readonly Customer[] },
): void {
  const declared = provider.datasets[dataset];
  const bench = datasets[dataset];
  if (!declared || !bench) throw new RangeError(`${provider.id} has no dataset ${dataset}`);
  const { path, reply } = bench;
  const window = (): Window => bench.window(ready().listed);

  test('turns a window into readings of the declared shape', async () => {
    const { rows } = await ready().rig.read(window());
    expect(flawsOf(rows, declared)).toEqual([]);
    expect(rows.filter((row) => 'rejected' in row)).toEqual([]);
    const { from, to, customers } = window();
    const readings = readingsOf(rows);
    // What is shown now can be of earlier days.
    const counts = (period: string): boolean => declared.span.kind === 'snapshot' || (period >= from && period <= to);
    expect(readings.filter((row) => counts(row.period))).not.toEqual([]);
    expect(readings.filter((row) => customers?.every((customer) => customer.id !== row.customerId))).toEqual([]);
  });

  test('gives the same rows for the same reply, and leaves the reply alone', async () => {
    const { replies, rows } = await ready().rig.read(window());
    for (const each of replies) deepFreeze(each);
    expect(replies.flatMap((each) => Array.from(provider.normalise(each, window())))).toEqual(rows);
    expect((await ready().rig.read(window())).rows).toEqual(rows);
  });

  test('makes rows or rejections of any JSON whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        expect(flawsOf(Array.from(provider.normalise(reply(json), window())), declared)).toEqual([]);
      }),
    );
    expect.hasAssertions();
  });

  test('reads or refuses, and never stumbles over, an answer that is wrong in one place', async () => {
    const { rig } = ready();
    await fc.assert(
      fc.asyncProperty(tampering, async (change) => {
        rig.running.forget();
        rig.tamper = (answer, target) => {
          const json = target.includes(path) ? jsonOf(answer.body) : undefined;
          return json === undefined ? answer : { ...answer, body: JSON.stringify(tampered(json, change)) };
        };
        const outcome = await rig.read(window()).catch((error: unknown) => rig.failing(Promise.reject(error)));
        expect('rows' in outcome ? flawsOf(outcome.rows, declared) : []).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect.hasAssertions();
  });

  test.each(FATAL)('fails as a whole at a vendor %s', async (_, fault, code) => {
    const { rig } = ready();
    rig.running.fault({ ...fault, path });
    expect(await rig.failing(rig.read(window()))).toHaveProperty('code', code);
  });

  test('fails as a whole when only its last answer is cut short', async () => {
    const { rig } = ready();
    await rig.read(window());
    const asked = rig.running.requests.filter((request) => request.target.includes(path)).length;
    rig.running.fault({ kind: 'cut', path, after: asked - 1 });
    expect(await rig.failing(rig.read(window()))).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });

  test.each(PASSING)('is read all the same when the vendor %s', async (_, fault) => {
    const { rig } = ready();
    const { rows } = await rig.read(window());
    rig.running.fault({ ...fault, path });
    expect((await rig.read(window())).rows).toEqual(rows);
  });

  test('is not read with wrong credentials', async () => {
    const { rig } = ready();
    const attempt = rig.within(({ session }) => readWindow(provider, window(), session), 'broken');
    expect(await rig.failing(attempt)).toHaveProperty('code', 'CREDENTIALS_REJECTED');
  });

  test('is left alone once the time of the run is over', async () => {
    const { rig } = ready();
    const early = rig.within(({ session, abort }) => {
      abort();
      return readWindow(provider, window(), session);
    });
    expect(await rig.failing(early)).toHaveProperty('code', 'OUT_OF_TIME');
    rig.running.fault({ kind: 'slow-headers', path, ms: 200 });
    const midway = rig.within(({ session, abort }) => {
      setTimeout(abort, 40);
      return readWindow(provider, window(), session);
    });
    expect(await rig.failing(midway)).toHaveProperty('code', 'OUT_OF_TIME');
  });
}

function jsonOf(body: string): unknown {
  try {
    return parseJson(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
