// A source for the same lists with the toolkit of faros-ai/airbyte-connectors: the vendor's rows as they are, which say what
// our readings say, to standard output; nothing written.
import { createRequire } from 'node:module';
import { pages } from './partner-center-list.mjs';

const { AirbyteLogger, AirbyteLogLevel, AirbyteSourceBase, AirbyteStreamBase, SyncMode } = createRequire(
  import.meta.url,
)('faros-airbyte-cdk');

const IDS = ['list', 'customerTenantId', 'customerName', 'productId', 'productName', 'processedDateTime'];
const CODES = ['workloadCode', 'workloadName', 'serviceCode', 'serviceName', 'channel'];
const COUNTS = ['licensesActive', 'licensesQualified', 'licensesDeployed', 'licensesSold'];

class Licences extends AirbyteStreamBase {
  get primaryKey() {
    return ['list', 'customerTenantId', 'productId', 'processedDateTime'];
  }
  getJsonSchema() {
    const properties = {
      ...Object.fromEntries([...IDS, ...CODES].map((name) => [name, { type: 'string' }])),
      ...Object.fromEntries(COUNTS.map((name) => [name, { type: 'integer' }])),
    };
    return { type: 'object', properties };
  }
  async *readRecords() {
    for await (const { list, rows } of pages(process.env.BENCH_VENDOR)) {
      for (const row of rows) yield { list, ...row };
    }
  }
}

class PartnerCenter extends AirbyteSourceBase {
  get type() {
    return 'partner-center';
  }
  async checkConnection() {
    return [true, undefined];
  }
  streams() {
    return [new Licences(this.logger)];
  }
}

export async function prepare() {
  const logger = new AirbyteLogger(AirbyteLogLevel?.ERROR ?? 'error');
  const source = new PartnerCenter(logger);
  const stream = { name: 'licences', json_schema: {}, supported_sync_modes: [SyncMode.FULL_REFRESH] };
  const catalog = {
    streams: [{ stream, sync_mode: SyncMode.FULL_REFRESH, destination_sync_mode: 'overwrite' }],
  };
  return async () => {
    let rows = 0;
    for await (const message of source.read({}, {}, catalog, {})) {
      if (message.type === 'RECORD') rows++;
      await logger.write(message);
    }
    if (rows === 0) throw new Error('the source brought no records');
    return { rows };
  };
}
