/** Faults that meet one request in twenty, each counted by its name. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Fault } from '../../infra/local/vendors/faults/fault.ts';
import { inProcessClient } from '../support/in-process-client.ts';
import type { WireAnswer } from '../support/memory-dynamodb.ts';

const SHARE = 0.05;

/** Of a vendor: what takes an answer away or spoils it for everybody to see; what spoils it in secret is no truth to hold a ledger to. */
const VENDOR: readonly Fault[] = [
  { kind: 'throttle' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'cut' },
  { kind: 'reset' },
  { kind: 'reset-after' },
  { kind: 'reset-in-body', ms: 1 },
  { kind: 'gzip-damaged' },
  { kind: 'expire-tokens' },
  { kind: 'slow-headers', ms: 2 },
  { kind: 'bom' },
];

/** After these a good answer has arrived whole all the same; without tokens there is none to expire. */
const HARMLESS: ReadonlySet<Fault['kind']> = new Set(['slow-headers', 'bom', 'expire-tokens']);

const AWS = ['throttled', 'failed', 'broken off', 'lost after it was done', 'half done'] as const;
type AwsFault = (typeof AWS)[number];

export class Faults {
  /** By name. */
  readonly met = new Map<string, number>();
  requests = 0;
  readonly #random: () => number;
  /** Off: nothing goes wrong. */
  on = true;

  constructor(random: () => number) {
    this.#random = random;
  }

  get total(): number {
    return [...this.met.values()].reduce((sum, count) => sum + count, 0);
  }

  vendor(): Fault | undefined {
    const fault = this.#draw(VENDOR);
    if (fault) this.#count(`vendor: ${fault.kind}${fault.status === undefined ? '' : ` ${fault.status}`}`);
    return fault;
  }

  /** Whether the answer to a request that meets this shows what the vendor knows. */
  static shows(fault: Fault | undefined): boolean {
    return fault === undefined || HARMLESS.has(fault.kind);
  }

  aws(service: string, operation: string): AwsFault | undefined {
    const fault = this.#draw(AWS.filter((name) => name !== 'half done' || operation.startsWith('Batch')));
    if (fault) this.#count(`${service}: ${fault}`);
    return fault;
  }

  /** Whether a message does not go out, or goes out without anybody knowing. */
  sending(): 'refused' | 'lost' | undefined {
    const fault = this.#draw(['refused', 'lost'] as const);
    if (fault) this.#count(`message: ${fault}`);
    return fault;
  }

  #draw<T>(all: readonly T[]): T | undefined {
    this.requests++;
    return this.on && this.#random() < SHARE ? all[Math.floor(this.#random() * all.length)] : undefined;
  }

  #count(name: string): void {
    this.met.set(name, (this.met.get(name) ?? 0) + 1);
  }
}

const broken = (): Error => Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' });

/** An engine in this process or behind an address. */
export interface Engine {
  answer(operation: string, body: string): WireAnswer | Promise<WireAnswer>;
}

type Answering = () => WireAnswer | Promise<WireAnswer>;

/** An answer that the fault takes away or changes; `half` is what is done of a batch. */
export async function spoiled(
  fault: AwsFault | undefined,
  answer: Answering,
  half: Answering = answer,
): Promise<WireAnswer> {
  switch (fault) {
    case undefined:
      return answer();
    case 'throttled':
      return { status: 400, body: '{"__type":"ThrottlingException","message":"too fast"}' };
    case 'failed':
      return { status: 500, body: '{"__type":"InternalServerError","message":"synthetic"}' };
    case 'broken off':
      throw broken();
    case 'lost after it was done':
      await answer();
      throw broken();
    default:
      return half();
  }
}

export const faultyTable = (table: Engine, faults: Faults): DynamoDBDocumentClient =>
  inProcessClient((operation, body) =>
    spoiled(
      faults.aws('DynamoDB', operation),
      () => table.answer(operation, body),
      () => halfDone(table, operation, body),
    ),
  );

async function halfDone(table: Engine, operation: string, body: string): Promise<WireAnswer> {
  const { RequestItems } = JSON.parse(body) as { RequestItems: Record<string, unknown[] | { Keys: unknown[] }> };
  const [[name, all] = ['', []]] = Object.entries(RequestItems);
  const list = Array.isArray(all) ? all : all.Keys;
  const [now, later] = [list.slice(0, list.length >> 1), list.slice(list.length >> 1)];
  const asked = (part: unknown[]): object => ({ [name]: Array.isArray(all) ? part : { ...all, Keys: part } });
  const done =
    now.length === 0
      ? { Responses: {} }
      : (JSON.parse((await table.answer(operation, JSON.stringify({ RequestItems: asked(now) }))).body) as object);
  const left = later.length === 0 ? {} : asked(later);
  const rest = Array.isArray(all) ? { UnprocessedItems: left } : { UnprocessedKeys: left };
  return { status: 200, body: JSON.stringify({ ...done, ...rest }) };
}
