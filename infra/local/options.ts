/** What `npm start` can be told, by flags after `--` or by the environment. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartupError } from './startup-error.ts';

export interface Options {
  readonly help: boolean;
  readonly port: number;
  /** Folder of the ledger and the log. */
  readonly home: string;
  /** Folder of the `<provider>.json` files. */
  readonly secrets: string;
  readonly collect: boolean;
}

export const USAGE = `npm start -- [options]

  --port <number>   where to listen on this machine (PORT, 4280)
  --home <folder>   where the ledger and the log are kept (SEATWATCH_HOME, .seatwatch)
  --no-collect      only answer, do not collect
  --help            this text

A provider with a file secrets/<provider>.json talks to the real vendor, the others to
simulated ones. SEATWATCH_SECRETS names another folder for these files.`;

/** Flags win over the environment. Throws a StartupError that names what cannot be understood. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parse(args);
  return {
    help: values.help ?? false,
    port: portOf(values.port ?? env['PORT'] ?? '4280'),
    home: resolve(values.home ?? env['SEATWATCH_HOME'] ?? '.seatwatch'),
    secrets: resolve(env['SEATWATCH_SECRETS'] ?? 'secrets'),
    collect: values.collect ?? true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        home: { type: 'string' },
        collect: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new StartupError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new StartupError(`not a port: ${text}. Choose one from 1 to 65535.`);
  return port;
}
