/** The query API and its page, as Lambda calls it behind an HTTP API. */
import { openTable, type Table } from '../../lib/ledger/client.ts';
import { required } from '../environment.ts';
import { createApi } from './app.ts';
import { gatewayHandler } from './gateway.ts';
import { settingsFrom } from './settings.ts';
import { lambdaStarter } from './start-collector.ts';

let table: Table | undefined;

const api = createApi({
  table: () => (table ??= openTable(required('SEATWATCH_TABLE'))),
  settings: settingsFrom(process.env),
  start: lambdaStarter(),
});

export const handler = gatewayHandler((request, event) => api.fetch(request, { event }));
