/** The scheduled run of a provider as Lambda calls it: the same for every provider. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseEvent } from '../../lib/collect/event.ts';
import { runCollector } from '../../lib/collect/run.ts';
import { SeatwatchError } from '../../lib/errors.ts';
import { fromEnvironment } from '../../lib/function-settings.ts';
import { createHttp } from '../../lib/http.ts';
import { pooledExchange } from '../../lib/http/pooled.ts';
import { openTable, type Table } from '../../lib/ledger/client.ts';
import { logError, logger } from '../../lib/log.ts';
import { metricLine } from '../../lib/metrics.ts';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import type { Failure, RunResult } from '../../lib/run-result.ts';
import { type Channels, sendMessages } from '../../lib/tell/send.ts';
import { readWebhook } from '../../lib/tell/webhook.ts';
import { required } from '../environment.ts';

interface LambdaContext {
  /** Milliseconds until Lambda ends the function. */
  getRemainingTimeInMillis?: () => number;
}

/** Lambda's own limit, for callers that do not say how long they will wait. */
const LONGEST_MS = 15 * 60_000;
/** What is kept back for storing the last window and recording the run. */
const RESERVE_MS = 20_000;

export function collector<C extends Account, S extends Session, R>(provider: Provider<C, S, R>) {
  let table: Table | undefined;
  let secrets: SecretsManagerClient | undefined;
  return async (event: unknown, context: LambdaContext = {}): Promise<RunResult> => {
    const asked = parseEvent(event);
    table ??= openTable(required('SEATWATCH_TABLE'), { exchange: pooledExchange() });
    secrets ??= new SecretsManagerClient({
      maxAttempts: 5,
      // A hang must not outlive the lease under which a token is rotated.
      requestHandler: { connectionTimeout: 3000, requestTimeout: 5000 },
    });
    const secretsClient = secrets;
    const startedAt = Date.now();
    const lambdaMs = context.getRemainingTimeInMillis?.bind(context) ?? (() => startedAt + LONGEST_MS - Date.now());
    const reserveMs = Math.min(RESERVE_MS, lambdaMs() * 0.2);
    const remainingMs = (): number => lambdaMs() - reserveMs;
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), Math.max(0, remainingMs()));
    const http = createHttp({ signal: ending.signal, remainingMs });
    try {
      const settings = fromEnvironment(process.env);
      const { result, gauges } = await runCollector({
        provider,
        event: asked,
        table,
        secrets: secretsClient,
        secretId: required('SEATWATCH_SECRET'),
        http,
        now: () => new Date(),
        remainingMs,
        signal: ending.signal,
        depth: settings.history[provider.id] ?? null,
        expectedOverages: settings.expectedOverages,
        send: async (messages) => sendMessages(provider.id, messages, await channels(secretsClient), http),
        log: {
          notice: (message, facts) => logger.info(message, { provider: provider.id, ...facts }),
          error: (error, facts) => logError('collecting failed', error, { provider: provider.id, ...facts }),
        },
      });
      const { messages: _told, ...counts } = result;
      logger.info('run', { ...counts, failures: result.failures.map(withoutCustomer) });
      console.log(metricLine(provider.id, result, gauges));
      if (result.status === 'failed') {
        const [first] = result.failures;
        throw new SeatwatchError(
          first?.code ?? 'UNEXPECTED',
          `${provider.id}: ${first?.message ?? 'nothing could be collected'}`,
        );
      }
      return result;
    } finally {
      clearTimeout(timer);
      await http.close();
    }
  };
}

async function channels(secrets: SecretsManagerClient): Promise<Channels> {
  const webhookSecret = process.env['SEATWATCH_WEBHOOK_SECRET'];
  return {
    topicArn: process.env['SEATWATCH_TOPIC'] || null,
    webhook: webhookSecret ? await readWebhook(secrets, webhookSecret) : null,
  };
}

/** A customer's id can be an e-mail address at one vendor: it belongs into the ledger, not into logs. */
const withoutCustomer = ({ customerId: _customerId, ...failure }: Failure): Omit<Failure, 'customerId'> => failure;
