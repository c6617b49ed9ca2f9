/**
 * The short way to DynamoDB: a request is signed and sent, its answer read. The SDK's own way leads through some twenty
 * layers, which cost more than all else that a collection does. It stays the way of whatever is no plain success: its
 * repeats, its errors, its correction of a wrong clock. It also says where DynamoDB is and how requests to it are signed:
 * the first request of a client goes its way and shows both.
 */
import type { Readable } from 'node:stream';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClientResolvedConfig as Config,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Exchange } from '../http/pooled.ts';
import { bodyText, outputIn } from './wire.ts';

/** Which operation of the API a command asks for. */
interface Commands {
  readonly GetItem: GetCommand;
  readonly PutItem: PutCommand;
  readonly Query: QueryCommand;
  readonly BatchGetItem: BatchGetCommand;
  readonly BatchWriteItem: BatchWriteCommand;
}

/** What every command's way looks like: the types of the five differ in nothing but their inputs and outputs. */
interface Layered {
  readonly input: object;
  readonly middlewareStack: {
    add(layer: (next: Next, context: Context) => Next, at: typeof LAST): void;
  };
  resolveMiddleware(...args: readonly [stack: unknown, config: Config, options?: unknown]): Handler;
}

type Handler = (command: object) => Promise<{ readonly response: unknown; readonly output: object }>;
type Next = (args: { readonly request: Address }) => Promise<unknown>;

interface Context {
  readonly endpointV2?: { readonly properties?: { readonly authSchemes?: readonly AuthScheme[] } };
}
type AuthScheme = NonNullable<Parameters<Config['signer']>[0]>;
type Signer = Awaited<ReturnType<Config['signer']>>;

interface Address {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Route {
  readonly address: Omit<Address, 'headers'>;
  readonly headers: Readonly<Record<string, string>>;
  readonly signer: Signer;
}

/** Where the SDK has said everything about a request but its signature. */
const LAST = { step: 'build', priority: 'low', name: 'route', override: true } as const;

/** By the client, which hands all its commands the same configuration. */
const routes = new WeakMap<Config, Route>();

/** The command, which will go the short way where it can. Sending it throws a TypeError for what the ledger does not keep. */
export function shortly<O extends keyof Commands>(
  operation: O,
  command: Commands[O],
  exchange: Exchange = () => null,
): Commands[O] {
  const layered = command as unknown as Layered;
  const layers = layered.resolveMiddleware.bind(layered);
  layered.resolveMiddleware = (stack, config, options) => {
    const route = routes.get(config);
    if (!route) {
      layered.middlewareStack.add(learning(config), LAST);
      return layers(stack, config, options);
    }
    return async (given) => {
      const output = await sent(route, config, operation, Buffer.from(bodyText(layered.input)), exchange);
      return output ? { response: null, output } : layers(stack, config, options)(given);
    };
  };
  return command;
}

const learning =
  (config: Config) =>
  (next: Next, { endpointV2 }: Context): Next =>
  async (args) => {
    const { protocol, hostname, port, path, headers } = args.request;
    const address = { protocol, hostname, path, ...(port === undefined ? {} : { port }) };
    const shown = ['host', 'content-type', 'user-agent'].flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const signer = await config.signer(endpointV2?.properties?.authSchemes?.[0]);
    routes.set(config, { address, headers: Object.fromEntries(shown), signer });
    return next(args);
  };

/** Null where the answer is no plain success, or there is none. */
async function sent(
  { address, headers, signer }: Route,
  config: Config,
  operation: string,
  body: Buffer,
  exchange: Exchange,
): Promise<object | null> {
  const target = { 'x-amz-target': `DynamoDB_20120810.${operation}` };
  const length = { 'content-length': String(body.length) };
  const request = { ...address, method: 'POST', headers: { ...headers, ...target, ...length }, body };
  try {
    const signingDate = new Date(Date.now() + config.systemClockOffset);
    const signed = await signer.sign(request, { signingDate });
    const { status, text } = await (exchange(signed) ?? handled(config, signed));
    if (status === 200) return outputIn(text);
    if (!CONDITION.test(text)) return null;
  } catch {
    return null;
  }
  throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
}

async function handled(
  { requestHandler }: Config,
  request: Parameters<Config['requestHandler']['handle']>[0],
): Promise<{ status: number; text: string }> {
  const { response } = await requestHandler.handle(request);
  return { status: response.statusCode, text: await textOf(response.body as Readable) };
}

const textOf = (body: Readable): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    body.setEncoding('utf8');
    body.on('data', (part: string) => {
      text += part;
    });
    body.on('end', () => resolve(text));
    body.on('error', reject);
    body.on('close', () => reject(new Error('the answer broke off')));
  });

/** That somebody was faster is an answer, not a failure. */
const CONDITION = /"__type":\s*"[^"]*#?ConditionalCheckFailedException"/;
