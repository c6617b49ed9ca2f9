/** Seatwatch as a browser meets it: the page that the build made and the API behind it, at an address of this machine. */
import { join } from 'node:path';
import { createApi } from '../../functions/api/app.ts';
import { type GatewayEvent, gatewayHandler } from '../../functions/api/gateway.ts';
import { type PageFiles, readPageFiles } from '../../functions/api/page-files.ts';
import { settingsFrom } from '../../functions/api/settings.ts';
import { openGateway } from '../../infra/local/gateway.ts';
import type { Table } from '../../lib/ledger/client.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { builtFunctions } from '../support/built.ts';
import { HISTORY, NOW } from './collected.ts';

export interface Site {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

let files: PageFiles | undefined;

const builtPage = (): PageFiles => (files ??= readPageFiles(join(builtFunctions(), 'api/page')));

/** As `npm start` sets it up: nobody has to sign in, every vendor is simulated. */
const LOCAL = {
  SEATWATCH_AUTH: 'none',
  SEATWATCH_SIMULATED: PROVIDER_IDS.join(','),
  SEATWATCH_HISTORY: JSON.stringify(HISTORY),
};

/** `admit` stands before the function, as the gateway does in the cloud; null = it refuses. */
export async function openSite(
  table: Table,
  env: Readonly<Record<string, string>> = LOCAL,
  admit: (event: GatewayEvent) => Promise<GatewayEvent | null> = async (event) => event,
): Promise<Site> {
  const api = createApi({
    table: () => table,
    settings: settingsFrom(env),
    start: async () => undefined,
    page: builtPage,
    now: () => NOW,
  });
  const handler = gatewayHandler((request, event) => api.fetch(request, { event }));
  const gateway = await openGateway(0, async (event) => {
    const admitted = await admit(event as GatewayEvent);
    const refusal = {
      statusCode: 401,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"Unauthorized"}',
    };
    return { payload: JSON.stringify(admitted === null ? refusal : await handler(admitted)), failed: false };
  });
  return { origin: `http://localhost:${gateway.port}`, close: () => gateway.close(0) };
}
