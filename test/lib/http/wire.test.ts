import * as fc from 'fast-check';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createHttp } from '../../../lib/http.ts';
import { wireOf } from '../../../lib/http/wire.ts';

test.each([
  ['https://host.example:443/x?a=1', 'https://host.example', '/x?a=1'],
  ['http://host.example:80/x', 'http://host.example', '/x'],
  ['https://host.example:8443/x', 'https://host.example:8443', '/x'],
  ['HTTPS://Host.Example/X', 'https://host.example', '/X'],
  ['https://host.example', 'https://host.example', '/'],
  ['https://host.example?a=1', 'https://host.example', '/?a=1'],
  ['https://host.example/x#part', 'https://host.example', '/x'],
  ['https://host.example#part', 'https://host.example', '/'],
  [
    'https://host.example//x//y/../z?u=https://other.example/',
    'https://host.example',
    '//x//y/../z?u=https://other.example/',
  ],
  ['http://[::1]:4280/x', 'http://[::1]:4280', '/x'],
])('%s goes to %s and asks for %s', (address, origin, path) => {
  expect(wireOf(address)).toEqual({ origin, path });
});

test('whatever stands in path and query stands in what is sent', () => {
  const visible = fc.string({
    unit: fc.constantFrom(...Array.from('abcXYZ019%7E\'|~!*()+,;=:@&$?/.-_^`"<>{}[]')),
    maxLength: 30,
  });
  fc.assert(
    fc.property(
      fc.constantFrom('https://h.example', 'https://H.example:443', 'http://h.example:81'),
      visible,
      (at, rest) => {
        expect(wireOf(`${at}/${rest}`).path).toBe(`/${rest}`);
      },
    ),
  );
});

test("the vendor's server receives those very bytes", async () => {
  const lines: string[] = [];
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      lines.push(bytes.toString('latin1').split('\r\n', 1)[0] ?? '');
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createHttp({ signal: new AbortController().signal, remainingMs: () => 1000 });
  const targets = [
    "/a%7Eb~c?x=%27'%7C|&y=a+b%20c&z=%e2%82%AC",
    '/SMPI/v2.8/service/wfbss/api/customers?page=1&limit=100',
    '/?filter=customerTenantId%20eq%20%270112A436%27',
    '/a/../b/./c//d?e=[1]{2}',
  ];
  for (const target of targets) {
    await http.send({ prepare: () => ({ method: 'GET', url: origin + target, headers: {} }), judge: () => null });
  }
  await http.close();
  await new Promise((resolve) => server.close(resolve));
  expect(lines).toEqual(targets.map((target) => `GET ${target} HTTP/1.1`));
});
