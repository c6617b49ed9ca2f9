/** The process with all endpoints: the vendor at one port, AWS at another, orders through the channel to the parent. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDynamoDb } from './dynamodb.ts';
import type { Order } from './orders.ts';
import { type World, worldOf } from './vendor.ts';

const dynamoDb = createDynamoDb();
let world: World | null = null;
let today = new Date().toISOString().slice(0, 10);
let secret = '{}';
let vendorRequests = 0;

function readBody(request: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? ''));
}

const aws = createServer((request, response) => {
  readBody(request, (text) => {
    const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
    if (service === 'secretsmanager') {
      if (operation === 'PutSecretValue') secret = (JSON.parse(text) as { SecretString: string }).SecretString;
      response.end(JSON.stringify({ Name: 'secret', SecretString: secret }));
      return;
    }
    const { status, body } = dynamoDb.answer(operation, text);
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});

const vendor = createServer((request, response) => {
  readBody(request, () => {
    const target = request.url ?? '/';
    // A program under a clock of its own says what day it is.
    const [, day] = /^\/_today\?(.*)$/.exec(target) ?? [];
    if (day !== undefined) today = day;
    else vendorRequests++;
    const body = day === undefined ? world?.answer(request.method ?? 'GET', target, today) : '';
    response.writeHead(body === null || body === undefined ? 404 : 200, {
      'content-type': target.includes('Type=xml') ? 'text/xml' : 'application/json',
      'ratelimit-limit': '1000000',
    });
    response.end(body ?? '');
  });
});

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.keepAliveTimeout = 120_000;
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

const [awsOrigin, vendorOrigin] = await Promise.all([listening(aws), listening(vendor)]);

function carryOut(order: Order): unknown {
  switch (order.kind) {
    case 'world':
      world = worldOf(order.world);
      return null;
    case 'reset':
      dynamoDb.reset(order);
      vendorRequests = 0;
      today = order.today ?? new Date().toISOString().slice(0, 10);
      secret = order.bareSecret ? '{}' : JSON.stringify({ ...world?.secret(vendorOrigin), ...order.secret });
      return null;
    case 'counts':
      return { ...dynamoDb.counts(), vendorRequests };
    case 'kept':
      return dynamoDb.kept();
    default:
      return { aws: awsOrigin, vendor: vendorOrigin };
  }
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  process.send?.({ id, answer: carryOut(order) });
});
process.on('disconnect', () => process.exit());
