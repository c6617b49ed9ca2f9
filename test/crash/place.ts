/** Everything around a collector that outlives it: its table, its secrets, its vendor, and who hears its messages. */
import type { SimulatedRequest, SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';

type Service = 'vendor' | 'DynamoDB' | 'Secrets Manager' | 'topic' | 'webhook';

export interface Asked {
  readonly service: Service;
  /** For people: what was asked. */
  readonly what: string;
  readonly request: SimulatedRequest;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stands for the address of the door through which the collector comes. */
const ORIGIN = 'http://localhost:1';
export const WEBHOOK_SECRET = 'seatwatch/webhook';

export class Place {
  readonly vendor: SimulatedVendor;
  readonly table: MemoryDynamoDb;
  readonly secrets: Map<string, string>;
  /** Whole messages as the topic got them. */
  readonly published: string[] = [];
  readonly posted: string[] = [];

  constructor(vendor: SimulatedVendor, table = new MemoryDynamoDb()) {
    this.vendor = vendor;
    this.table = table;
    this.secrets = new Map([
      [`seatwatch/${vendor.id}`, JSON.stringify(vendor.secret(ORIGIN))],
      [WEBHOOK_SECRET, JSON.stringify({ url: `${ORIGIN}/webhook` })],
    ]);
  }

  /** The same ledger with another vendor in front of it, and nothing told yet. */
  with(vendor: SimulatedVendor): Place {
    return new Place(vendor, this.table.copy());
  }

  async answer({ service, what, request }: Asked, origin: string): Promise<Answered> {
    switch (service) {
      case 'DynamoDB':
        return { ...this.table.answer(what, request.body), headers: { 'content-type': 'application/x-amz-json-1.0' } };
      case 'Secrets Manager':
        return this.#secret(what, request.body, origin);
      case 'topic':
        this.published.push(new URLSearchParams(request.body).get('Message') ?? '');
        return { status: 200, headers: { 'content-type': 'text/xml' }, body: PUBLISHED };
      case 'webhook':
        this.posted.push(request.body);
        return { status: 200, headers: {}, body: 'ok' };
      default: {
        const { status, headers = {}, body } = await this.vendor.answer(request);
        return { status, headers, body };
      }
    }
  }

  #secret(operation: string, body: string, origin: string): Answered {
    const { SecretId, SecretString } = JSON.parse(body) as { SecretId: string; SecretString?: string };
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    const known = this.secrets.get(SecretId);
    if (known === undefined) return { status: 400, headers, body: '{"__type":"ResourceNotFoundException"}' };
    if (operation === 'PutSecretValue' && SecretString !== undefined) {
      this.secrets.set(SecretId, SecretString.replaceAll(origin, ORIGIN));
      return { status: 200, headers, body: JSON.stringify({ Name: SecretId }) };
    }
    return { status: 200, headers, body: JSON.stringify({ SecretString: known.replaceAll(ORIGIN, origin) }) };
  }
}

const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';

/** Which service a request is meant for: they all live at one address. */
export function askedOf(request: SimulatedRequest): Asked {
  const target = request.headers['x-amz-target'] ?? '';
  const operation = target.replace(/^.*\./, '');
  if (target.startsWith('DynamoDB')) return { service: 'DynamoDB', what: operation, request };
  if (target.startsWith('secretsmanager')) return { service: 'Secrets Manager', what: operation, request };
  if (request.url.pathname === '/webhook') return { service: 'webhook', what: 'POST', request };
  if (request.url.pathname === '/' && request.method === 'POST') return { service: 'topic', what: 'Publish', request };
  return { service: 'vendor', what: `${request.method} ${request.target}`, request };
}
