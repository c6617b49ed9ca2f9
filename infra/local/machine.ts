/** Everything that runs on this machine, wired together. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { stop as endBundler } from 'esbuild';
import type { Settings } from '../../lib/settings.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { bundle } from '../bundles.ts';
import { endCutOffRuns } from './cut-off-runs.ts';
import { openDynamoDb } from './dynamodb.ts';
import { api, collectors } from './functions.ts';
import { openGateway } from './gateway.ts';
import type { Home } from './home.ts';
import type { LocalFunction } from './lambda.ts';
import { serveLambda } from './lambda/endpoint.ts';
import type { Keys } from './loopback.ts';
import { forgetRunning, tellRunning } from './running.ts';
import { serveSecrets } from './secrets.ts';
import { settleVendors } from './vendor-change.ts';
import { serveVendors } from './vendors.ts';

export interface MachineOptions {
  readonly home: Home;
  /** Folder of the secrets' files. */
  readonly secrets: string;
  readonly port: number;
  readonly settings: Settings;
  readonly enabled: readonly ProviderId[];
  /** Those of them that talk to simulated vendors. */
  readonly simulated: readonly ProviderId[];
  /** Whoever has a secret, enabled or not. */
  readonly real: readonly ProviderId[];
  /** One line of a function. */
  readonly log: (name: string, line: string) => void;
  /** Hears of what ends by itself. */
  readonly broke: (error: Error) => void;
  /** Takes what is to be ended later, in the opposite order. */
  readonly onStop: (end: () => Promise<void>) => void;
}

export interface Machine {
  readonly port: number;
  readonly collectors: Readonly<Record<string, LocalFunction>>;
  readonly api: LocalFunction;
}

const TABLE = 'Seatwatch';
/** How long a stop waits for what is under way; what is cut off then is read again by the next run. */
const GRACE_MS = 3000;

export async function startMachine(options: MachineOptions): Promise<Machine> {
  const { home, simulated, real, onStop } = options;
  const keys: Keys = { accessKeyId: randomBytes(12).toString('hex'), secretAccessKey: randomBytes(24).toString('hex') };
  // First of all, so that a port that is taken is known at once; who asks early waits.
  const answers = Promise.withResolvers<LocalFunction['invoke']>();
  const gateway = await openGateway(options.port, async (event) => (await answers.promise)(event));
  onStop(() => gateway.close(0));
  const dynamodb = await openDynamoDb(home.ledger, TABLE, keys, options.broke);
  onStop(dynamodb.close);
  const [vendors] = await Promise.all([
    serveVendors(simulated, () => new Date()),
    // The bundler would stay beside us as a process of its own.
    bundle().then(endBundler),
    settleVendors({
      dynamodb: dynamodb.url,
      keys,
      table: TABLE,
      file: join(home.folder, 'vendors.json'),
      vendorOf: (provider) => (real.includes(provider) ? 'real' : 'simulated'),
    }).then(() => endCutOffRuns({ dynamodb: dynamodb.url, keys, table: TABLE })),
  ]);
  for (const vendor of vendors) {
    // Whoever wants to rehearse a failure has to find it.
    home.log(vendor.id, `the simulated vendor listens on ${vendor.origin}`);
    onStop(() => vendor.close());
  }
  const secrets = await serveSecrets({
    accessKeyId: keys.accessKeyId,
    folder: options.secrets,
    simulated: new Map(vendors.map(({ id, secret }) => [id, secret])),
  });
  onStop(secrets.close);
  await tellRunning(home.folder, { keys, dynamodb: dynamodb.url, secrets: secrets.url, table: TABLE });
  onStop(async () => forgetRunning(home.folder));
  const environment = { ...options, keys, table: TABLE, dynamodb: dynamodb.url, secrets: secrets.url };
  const made = collectors(environment);
  const lambda = await serveLambda(keys.accessKeyId, made);
  onStop(lambda.close);
  const answering = api(environment, lambda.url);
  answers.resolve(answering.invoke);
  onStop(async () => {
    await Promise.all([gateway, answering, ...Object.values(made)].map((one) => one.close(GRACE_MS)));
  });
  return { port: gateway.port, collectors: made, api: answering };
}
