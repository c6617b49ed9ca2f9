/** One collector process and the door through which it reaches everything: whatever it asks can be its last. */
import { buildSync } from 'esbuild';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { builtFunctions } from '../support/built.ts';
import { type HttpServer, serveHttp } from '../support/http-server.ts';
import type { FromChild, FromParent, Order } from './child.ts';
import { type Answered, type Asked, askedOf, type Place, WEBHOOK_SECRET } from './place.ts';

/** What becomes of a request: `next` does it and gives its answer. Never settles when the process is gone. */
export type Gate = (asked: Asked, next: (changed?: Asked) => Promise<Answered>) => Promise<Answered>;

export interface Ended {
  /** Null when it was killed, or threw. */
  readonly result: unknown;
  readonly error: string | null;
  readonly killed: boolean;
}

const historyOf = (months: number): string =>
  JSON.stringify({ 'line-works': months, 'naver-cloud': 2, 'trend-micro': 5 });

let made: string | undefined;

/**
 * A folder with a copy of each function as it is deployed: whoever builds anew meanwhile changes nothing here. Beside them
 * the child, as JavaScript, and what the engine has compiled: a process is started for each kill.
 */
function folder(): string {
  if (made === undefined) {
    const [built, fresh] = [builtFunctions(), mkdtempSync(join(tmpdir(), 'seatwatch-crash-'))];
    process.once('exit', () => rmSync(fresh, { recursive: true, force: true }));
    for (const id of PROVIDER_IDS) copyFileSync(join(built, `collect-${id}`, 'index.mjs'), join(fresh, `${id}.mjs`));
    buildSync({ entryPoints: [join(import.meta.dirname, 'child.ts')], outfile: join(fresh, 'child.mjs') });
    made = fresh;
  }
  return made;
}

export class CollectorProcess {
  readonly #child: ChildProcess;
  readonly #door: HttpServer;
  readonly #gone: Promise<unknown>;
  #place: Place | null = null;
  #gate: Gate = (_, next) => next();
  #killed = false;

  private constructor(child: ChildProcess, door: HttpServer) {
    this.#child = child;
    this.#door = door;
    this.#gone = once(child, 'exit');
  }

  /** Ready as soon as its code is loaded. `months` = how far back LINE WORKS is asked. */
  static async start(provider: ProviderId, months: number): Promise<CollectorProcess> {
    let inside: CollectorProcess | null = null;
    const door = await serveHttp((request, response) => {
      if (inside) inside.#handle(request, response).catch(() => response.destroy());
    });
    const child = fork(join(folder(), 'child.mjs'), [join(folder(), `${provider}.mjs`)], {
      env: {
        NODE_COMPILE_CACHE: join(folder(), 'compiled'),
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL_DYNAMODB: door.origin,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: door.origin,
        AWS_ENDPOINT_URL_SNS: door.origin,
        SEATWATCH_TABLE: 'seatwatch',
        SEATWATCH_SECRET: `seatwatch/${provider}`,
        SEATWATCH_TOPIC: 'arn:aws:sns:us-east-1:000000000000:overages',
        SEATWATCH_WEBHOOK_SECRET: WEBHOOK_SECRET,
        SEATWATCH_HISTORY: historyOf(months),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const started = new CollectorProcess(child, door);
    inside = started;
    await started.#hears('ready');
    return started;
  }

  /** One run, to its end or its death. */
  async run(place: Place, order: Order, gate: Gate = (_, next) => next()): Promise<Ended> {
    this.#place = place;
    this.#gate = gate;
    const ended = this.#hears('ended');
    this.#tell(order);
    const message = await Promise.race([ended, this.#gone.then(() => null)]);
    this.#place = null;
    if (message?.is === 'ended') return { result: message.result, error: message.error, killed: false };
    await this.#door.close();
    return { result: null, error: null, killed: this.#killed };
  }

  /** SIGKILL: whatever it asks from now on is not done. */
  kill(): Promise<never> {
    this.#killed = true;
    this.#place = null;
    this.#child.kill('SIGKILL');
    return new Promise<never>(() => {});
  }

  /** Moves its clock in the middle of a run. */
  setNow(now: string): void {
    this.#tell({ now });
  }

  /** From now on no time is left to it. Resolves once it knows. */
  async endTime(): Promise<void> {
    const noted = this.#hears('noted');
    this.#tell('time is over');
    await noted;
  }

  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
    await this.#door.close();
  }

  #tell(message: FromParent): void {
    // A dead one hears nothing.
    if (this.#child.connected) this.#child.send(message);
  }

  #hears<K extends FromChild['is']>(what: K): Promise<Extract<FromChild, { is: K }>> {
    return new Promise((resolve) => {
      const listen = (message: FromChild): void => {
        if (message.is !== what) return;
        this.#child.off('message', listen);
        resolve(message as Extract<FromChild, { is: K }>);
      };
      this.#child.on('message', listen);
    });
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const place = this.#place;
    if (!place) return;
    const target = incoming.url ?? '/';
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const method = incoming.method ?? 'GET';
    const asked = askedOf({ method, target, url: new URL(target, this.#door.origin), headers, body });
    const done = async (changed = asked): Promise<Answered> => place.answer(changed, this.#door.origin);
    const answer = await this.#gate(asked, done);
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  }
}
