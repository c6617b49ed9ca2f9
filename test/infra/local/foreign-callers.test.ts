/** Every server that `npm start` opens, asked by whom it does not know: pages from elsewhere, names that lead here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDynamoDb } from '../../../infra/local/dynamodb.ts';
import { openGateway } from '../../../infra/local/gateway.ts';
import { serveLambda } from '../../../infra/local/lambda/endpoint.ts';
import { serveSecrets } from '../../../infra/local/secrets.ts';
import { serveVendors } from '../../../infra/local/vendors.ts';
import { PROVIDER_IDS } from '../../../lib/usage.ts';

const KEYS = { accessKeyId: 'known-to-nobody', secretAccessKey: 'known-to-nobody-either' };
const SIGNED = `Authorization: AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/20261121/us-east-1/x/aws4_request, Signature=0`;

const folder = mkdtempSync(join(tmpdir(), 'seatwatch-foreign-'));
const ports = new Map<string, number>();
const ends: Array<() => Promise<void>> = [() => Promise.resolve(rmSync(folder, { recursive: true }))];
const called: unknown[] = [];

const portOf = (url: string): number => Number(new URL(url).port);

beforeAll(async () => {
  const outcome = { payload: '{"statusCode":200,"body":"for us only"}', failed: false };
  const invoke = async (event: unknown) => {
    called.push(event);
    return outcome;
  };
  const [gateway, vendors, secrets, lambda, dynamodb] = await Promise.all([
    openGateway(0, invoke),
    serveVendors(PROVIDER_IDS, () => new Date()),
    serveSecrets({ accessKeyId: KEYS.accessKeyId, folder, simulated: new Map([['trend-micro', { secretKey: 'x' }]]) }),
    serveLambda(KEYS.accessKeyId, { api: { invoke, close: async () => {} } }),
    openDynamoDb(join(folder, 'ledger'), 'Seatwatch', KEYS, (error) => {
      throw error;
    }),
  ]);
  ports.set('the page and API', gateway.port);
  for (const { id, origin } of vendors) ports.set(`the simulated ${id}`, portOf(origin));
  ports.set('the secrets', portOf(secrets.url));
  ports.set('the starter of functions', portOf(lambda.url));
  ports.set('the ledger', portOf(dynamodb.url));
  ends.push(
    () => gateway.close(0),
    secrets.close,
    lambda.close,
    dynamodb.close,
    ...vendors.map((one) => () => one.close()),
  );
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

/** The status of an answer to a request with these lines; PORT stands for the server's own. */
async function statusOf(port: number, lines: string, host = '127.0.0.1'): Promise<number> {
  const socket = connect(port, host);
  socket.end(`${lines.replaceAll('PORT', String(port))}\r\nConnection: close\r\n\r\n`);
  const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(await text(socket)) ?? [];
  return Number(status);
}

const FOREIGN: ReadonlyArray<readonly [who: string, head: string]> = [
  ['a foreign name', 'GET / HTTP/1.1\r\nHost: evil.example:PORT'],
  ['a name that begins like ours', 'GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:PORT'],
  ['a name with a dot behind it', 'GET / HTTP/1.1\r\nHost: localhost.:PORT'],
  ['another port', 'GET / HTTP/1.1\r\nHost: localhost:1'],
  ['a name that says it stands for ours', 'GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost:PORT'],
  ['a name with a user before it', 'GET / HTTP/1.1\r\nHost: localhost:PORT@evil.example'],
  ['another spelling of this machine', 'GET / HTTP/1.1\r\nHost: 2130706433:PORT'],
  ['this machine in short', 'GET / HTTP/1.1\r\nHost: 127.1:PORT'],
  ['no name at all', 'GET / HTTP/1.0'],
  ['a target with a host of its own', 'GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:PORT'],
  [
    'a page from elsewhere',
    'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0\r\nOrigin: https://evil.example',
  ],
  ['a page without an origin', 'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0\r\nOrigin: null'],
  [
    'a page of another port',
    'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0\r\nOrigin: http://127.0.0.1:1',
  ],
  [
    'our page over https',
    'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0\r\nOrigin: https://127.0.0.1:PORT',
  ],
  [
    'a page that switches faults on',
    'POST /_faults HTTP/1.1\r\nHost: evil.example:PORT\r\nContent-Length: 2\r\n\r\n{}',
  ],
];

test.each(FOREIGN)('%s is refused by every server, even with the key of our functions', async (_, head) => {
  const answered = await Promise.all(
    [...ports].map(async ([name, port]) => [
      name,
      await statusOf(port, head),
      await statusOf(port, head.replace(' HTTP/1.1\r\n', ` HTTP/1.1\r\n${SIGNED}\r\n`)),
    ]),
  );
  // A request of HTTP/1.0 or with a strange Host may not even be one.
  expect(answered.filter(([, ...all]) => all.some((status) => status !== 403 && status !== 400))).toEqual([]);
  expect(called).toEqual([]);
});

describe('without a foreign name', () => {
  test.each(['the secrets', 'the starter of functions', 'the ledger'])(
    '%s asks for the key all the same',
    async (name) => {
      const port = ports.get(name) ?? 0;
      expect(await statusOf(port, 'POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0')).toBe(403);
      const wrong = SIGNED.replace(KEYS.accessKeyId, `${KEYS.accessKeyId}x`);
      expect(await statusOf(port, `POST / HTTP/1.1\r\n${wrong}\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 0`)).toBe(
        403,
      );
    },
  );

  test('a program of this machine, which has no origin, is answered', async () => {
    const post = 'POST /v1/runs HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 0';
    expect(await statusOf(ports.get('the page and API') ?? 0, post)).toBe(200);
    const own = 'POST /v1/runs HTTP/1.1\r\nHost: LOCALHOST:PORT\r\nOrigin: http://localhost:PORT\r\nContent-Length: 0';
    expect(await statusOf(ports.get('the page and API') ?? 0, own)).toBe(200);
    for (const id of PROVIDER_IDS) {
      const port = ports.get(`the simulated ${id}`) ?? 0;
      expect(await statusOf(port, 'GET /_faults HTTP/1.1\r\nHost: localhost:PORT')).toBe(200);
    }
    called.length = 0;
  });

  test.runIf(hasIpv6)('the second door of the page is as narrow as the first', async () => {
    const port = ports.get('the page and API') ?? 0;
    for (const [, head] of FOREIGN) expect([400, 403]).toContain(await statusOf(port, head, '::1'));
    expect(called).toEqual([]);
    expect(await statusOf(port, 'GET / HTTP/1.1\r\nHost: [::1]:PORT', '::1')).toBe(200);
  });

  test.runIf(hasIpv6)('nothing but the page listens on IPv6', async () => {
    const open = await Promise.all(
      [...ports].map(([name, port]) =>
        statusOf(port, 'GET / HTTP/1.1\r\nHost: [::1]:PORT', '::1').then(
          () => name,
          () => '',
        ),
      ),
    );
    expect(open.filter((name) => name !== '')).toEqual(['the page and API']);
  });
});
