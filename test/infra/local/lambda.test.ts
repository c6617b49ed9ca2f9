import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FunctionSettings, type LocalFunction, localFunction } from '../../../infra/local/lambda.ts';
import { serveLambda } from '../../../infra/local/lambda/endpoint.ts';

let folder: string;
let running: LocalFunction[] = [];
let lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-lambda-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(running.map((made) => made.close(0)));
  running = [];
  lines = [];
});

let files = 0;

/** A function whose handler has this body; it knows `event`, `context` and a counter `state` of its worker. */
async function withBody(body: string, settings: Partial<FunctionSettings> = {}): Promise<LocalFunction> {
  const file = join(folder, `${++files}.mjs`);
  await writeFile(file, `const state = { calls: 0 };\nexport async function handler(event, context) { ${body} }\n`);
  const made = localFunction({
    name: 'collect-something',
    file,
    env: {},
    timeoutMs: 5000,
    concurrency: 1,
    warm: true,
    log: (line) => lines.push(line),
    ...settings,
  });
  running.push(made);
  return made;
}

const value = async (made: LocalFunction, event: unknown = {}): Promise<unknown> =>
  JSON.parse((await made.invoke(event)).payload);

test('answers with what the handler returns', async () => {
  const made = await withBody('return { doubled: event.n * 2 };');
  expect(await made.invoke({ n: 21 })).toEqual({ payload: '{"doubled":42}', failed: false });
});

test('a handler that throws is told as Lambda tells it', async () => {
  const made = await withBody("throw new RangeError('too far');");
  const { payload, failed } = await made.invoke({});
  expect(failed).toBe(true);
  expect(JSON.parse(payload)).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
});

test('has exactly its own environment', async () => {
  const made = await withBody('return process.env;', { env: { SEATWATCH_TABLE: 'Ledger' } });
  expect(await value(made)).toEqual({ SEATWATCH_TABLE: 'Ledger' });
  expect(process.env['SEATWATCH_TABLE']).toBeUndefined();
});

test('shares no memory with this process', async () => {
  const made = await withBody('const before = globalThis.mark ?? null; globalThis.mark = 1; return before;');
  expect(await value(made)).toBeNull();
  expect(globalThis).not.toHaveProperty('mark');
});

test('knows its name and how much time is left', async () => {
  const made = await withBody('return [context.functionName, context.getRemainingTimeInMillis()];');
  const [name, left] = (await value(made)) as [string, number];
  expect(name).toBe('collect-something');
  expect(left).toBeGreaterThan(4000);
  expect(left).toBeLessThanOrEqual(5000);
});

test('a handler that takes too long is ended, and the next invocation starts afresh', async () => {
  const made = await withBody('state.calls++; if (event.hang) await new Promise(() => {}); return state.calls;', {
    timeoutMs: 2000,
  });
  expect(await value(made)).toBe(1);
  expect(await made.invoke({ hang: true })).toEqual({
    payload: '{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 2.00 seconds"}',
    failed: true,
  });
  expect(await value(made)).toBe(1);
});

test('even a handler that never lets go of the processor is ended', async () => {
  const made = await withBody('for (;;);', { timeoutMs: 200 });
  expect(await value(made)).toMatchObject({ errorType: 'Sandbox.Timedout' });
});

test('one invocation at a time where so wished, several where so wished', async () => {
  const enter = 'state.now = (state.now ?? 0) + 1;';
  const look = 'await new Promise((r) => setTimeout(r, 20));';
  const alone = await withBody(`${enter} ${look} return state.now--;`);
  expect(await Promise.all([value(alone), value(alone), value(alone)])).toEqual([1, 1, 1]);
  // Ends when the other is there too; alone it would run out of time.
  const several = await withBody(`${enter} while (state.now < 2) ${look} return state.now;`, { concurrency: 2 });
  expect(await Promise.all([value(several), value(several)])).toEqual([2, 2]);
});

test('a worker stays for the next invocation or ends, as wished, and what it wrote arrives', async () => {
  const body = "for (let i = 0; i < 200; i++) console.log('line ' + i); return ++state.calls;";
  const stays = await withBody(body);
  expect([await value(stays), await value(stays)]).toEqual([1, 2]);
  lines = [];
  const ends = await withBody(body, { warm: false });
  expect([await value(ends), await value(ends)]).toEqual([1, 1]);
  expect(lines.filter((line) => line.startsWith('line '))).toHaveLength(400);
});

test('a function that breaks down outside its handler fails this invocation only', async () => {
  const made = await withBody(
    "if (event.die) { setImmediate(() => { throw new Error('gone'); }); await new Promise(() => {}); } return 1;",
  );
  expect(await value(made, { die: true })).toEqual({ errorType: 'Runtime.UnhandledError', errorMessage: 'gone' });
  expect(lines.join('\n')).toContain('collect-something broke down');
  expect(await value(made)).toBe(1);
});

test('an answer over 6 MB is refused as in the cloud', async () => {
  const made = await withBody("return 'x'.repeat(event.size);");
  expect((await made.invoke({ size: 6_000_000 })).failed).toBe(false);
  expect(await value(made, { size: 7_000_000 })).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
});

test('closing waits a moment for what is under way', async () => {
  const made = await withBody("await new Promise((r) => setTimeout(r, 100)); return 'done';");
  const outcome = made.invoke({});
  const waiting = made.invoke({});
  await made.close(2000);
  expect((await outcome).payload).toBe('"done"');
  expect((await waiting).failed).toBe(true);
});

test('functions start each other through the Invoke API', async () => {
  const made = await withBody(
    "if (event.bad) throw new Error('bad'); console.log('ran ' + event.runId); return { runId: event.runId };",
  );
  const endpoint = await serveLambda('OURS', { 'collect-something': made });
  const client = new LambdaClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'OURS', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  const invoke = (FunctionName: string, event: unknown, InvocationType: 'Event' | 'RequestResponse') =>
    client.send(new InvokeCommand({ FunctionName, InvocationType, Payload: JSON.stringify(event) }));

  expect(await invoke('collect-something', { runId: 'a' }, 'Event')).toMatchObject({ StatusCode: 202 });
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:collect-something';
  const answer = await invoke(arn, { runId: 'b' }, 'RequestResponse');
  expect(answer.Payload?.transformToString()).toBe('{"runId":"b"}');
  expect(lines).toEqual(['ran a', 'ran b']);
  expect((await invoke('collect-something', { bad: true }, 'RequestResponse')).FunctionError).toBe('Unhandled');
  await expect(invoke('toString', {}, 'Event')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  client.destroy();
  await endpoint.close();
});
