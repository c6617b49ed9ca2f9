/** Whole functions with everything logged that can be: what they write and throw, also when all goes wrong, tells no secret. */
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import { serve } from '../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { serveMemory } from '../faults/memory-parts.ts';
import { serveHttp } from '../support/http-server.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';
import { startSecretsManager } from '../support/secrets-manager.ts';
import { leaked, marksOf, seenOf } from './marks.ts';

const now = (): Date => new Date();
const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
const HOOK = 'T0HOOK/B0HOOK/hooksecret';
const VENDORS = {
  'line-works': () => lineWorksVendor({ now, perMinute: 100_000 }),
  'partner-center': () => partnerCenterVendor({ now }),
  'naver-cloud': () => naverCloudVendor({ now }),
  'trend-micro': () => trendMicroVendor({ now }),
} as const satisfies Record<ProviderId, unknown>;

// What other files of this process have loaded talks to other servers.
beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(Object.keys(VENDORS) as ProviderId[])('%s', { timeout: 60_000 }, async (provider) => {
  const memory = new MemoryDynamoDb();
  const published: string[] = [];
  const [ledger, secrets, vendor, chat, topic] = await Promise.all([
    serveMemory(memory),
    startSecretsManager(),
    serve(VENDORS[provider]()),
    serveHttp((_, response) => response.writeHead(404).end(`no such hook: ${HOOK}`)),
    serveHttp((request, response) => {
      void text(request).then((body) => {
        published.push(new URLSearchParams(body).get('Message') ?? '');
        response.end(PUBLISHED);
      });
    }),
  ]);
  onTestFinished(async () => {
    await Promise.all([secrets.close(), vendor.close(), chat.close(), topic.close()]);
  });
  const secret = JSON.stringify(vendor.secret);
  secrets.set('own', secret);
  secrets.set('chat', JSON.stringify({ url: `${chat.origin}/services/${HOOK}?sig=hooksignature` }));
  const environment = {
    POWERTOOLS_LOG_LEVEL: 'DEBUG',
    POWERTOOLS_LOGGER_LOG_EVENT: 'true',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'function-key-id',
    AWS_SECRET_ACCESS_KEY: 'function-secret-key',
    AWS_ENDPOINT_URL_DYNAMODB: ledger.origin,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    AWS_ENDPOINT_URL_SNS: topic.origin,
    SEATWATCH_TABLE: 'memory',
    SEATWATCH_TOPIC: 'arn:aws:sns:us-east-1:000000000000:overages',
    SEATWATCH_SECRET: 'own',
    SEATWATCH_WEBHOOK_SECRET: 'chat',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
  const printed = (['log', 'info', 'debug', 'warn', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockReturnValue(),
  );
  const { handler } = (await import(`../../functions/collect/${provider}.ts`)) as {
    handler: (event: object, context: object) => Promise<unknown>;
  };
  const ended: string[] = [];
  // Not much time: whatever waits, ends.
  const run = async (): Promise<void> => {
    const until = Date.now() + 6000;
    const context = { getRemainingTimeInMillis: () => until - Date.now() };
    ended.push(await handler({}, context).then((result) => JSON.stringify(result), seenOf));
  };
  await run();
  const marks = [...marksOf(vendor, [secret]), HOOK, 'hooksignature', 'function-secret-key'];
  vendor.fault({ kind: 'body', status: 401, body: JSON.stringify({ message: secret, error_description: secret }) });
  await run();
  secrets.set('own', `${secret},`);
  await run();
  secrets.set('own', secret);
  await ledger.close();
  await run();
  const logged = [...written, ...printed].flatMap((spy) => spy.mock.calls.map(([line]) => String(line))).join('\n');
  vi.restoreAllMocks();
  expect(logged).toContain('"level":"ERROR"');
  expect(logged).toContain('"CloudWatchMetrics"');
  expect(ended).toHaveLength(4);
  // Those without an overage in their story have nothing to say.
  expect(published.length > 0).toBe(provider !== 'naver-cloud');
  const items = memory.answer('Scan', '{}').body;
  expect(leaked([logged, ...ended, ...published, items].join('\n'), [...marks, ...marksOf(vendor, [secret])])).toEqual(
    [],
  );
});
