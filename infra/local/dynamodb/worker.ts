/** The inside of the local DynamoDB: a thread of its own, so that answers and collectors do not wait for each other. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { close, isOurs, listen } from '../loopback.ts';

export interface DynamoDbSettings {
  readonly path: string;
  readonly accessKeyId: string;
}

const { path, accessKeyId } = workerData as DynamoDbSettings;
const server = dynalite({ path, createTableMs: 0 });

// The engine itself looks at no key: it would answer anyone on this machine.
const [engine] = server.listeners('request') as Array<(request: IncomingMessage, response: ServerResponse) => void>;
server.removeAllListeners('request');
server.on('request', (request: IncomingMessage, response: ServerResponse) => {
  if (isOurs(request, accessKeyId)) engine?.(request, response);
  else response.writeHead(403).end();
});

parentPort?.once('message', () => {
  // Its own close ends with the database, after the writes under way.
  void close(server, 1000).then(() => parentPort?.close());
});
parentPort?.postMessage(await listen(server));
