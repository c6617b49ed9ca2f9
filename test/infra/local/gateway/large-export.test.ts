import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: ChildProcess;
let port: number;

beforeAll(async () => {
  // A heap that could never hold the whole.
  const execArgv = ['--max-old-space-size=96', '--max-semi-space-size=8'];
  server = fork(new URL('./large-export-server.ts', import.meta.url), [], { execArgv });
  [port] = (await once(server, 'message')) as [number];
});
afterAll(() => {
  server.disconnect();
});

/** Lines of an export, read as fast as it comes and kept nowhere. */
async function linesOf(query: string, headers: Record<string, string> = {}): Promise<number> {
  const sent = get({ host: '127.0.0.1', port, path: `/v1/usage?format=csv${query}`, headers });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const plain = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
  let lines = 0;
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  }
  return lines;
}

async function mostMegabytes(): Promise<number> {
  server.send('how much?');
  const [kilobytes] = (await once(server, 'message')) as [number];
  return kilobytes / 1024;
}

test.each<Record<string, string>>([{}, { 'accept-encoding': 'gzip' }])(
  '200,000 lines of 200 MB come in one answer and in the memory that a few parts take: %j',
  async (headers) => {
    expect(await linesOf('&cursor=37', headers)).toBe(20_000);
    const before = await mostMegabytes();
    expect(await linesOf('', headers)).toBe(200_000);
    expect((await mostMegabytes()) - before).toBeLessThan(80);
  },
);
