import { text as bodyOf } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { createHttp } from '../../../lib/http.ts';
import { chatBody } from '../../../lib/tell/chat.ts';
import { type Message, sentence } from '../../../lib/tell/message.ts';
import { sendMessages } from '../../../lib/tell/send.ts';
import { serveHttp } from '../../support/http-server.ts';
import { thrownBy } from '../../support/thrown.ts';

const message = (change: Partial<Message> = {}): Message => ({
  id: '00000000000000000000000000000001',
  kind: 'opened',
  provider: 'partner-center',
  account: 'default',
  dataset: 'deployment',
  series: 'series000001',
  customer: 'c1',
  customerId: 'c1',
  customerName: 'Alder <!channel> & Finch',
  productId: 'p1',
  productName: 'Office',
  labels: {},
  level: null,
  entitled: 10,
  consumed: 13,
  exceeded: 3,
  since: '2026-11-18',
  until: null,
  asOf: '2026-11-20',
  ...change,
});

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:seatwatch';
const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
const REFUSED =
  '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>';

const http = (): ReturnType<typeof createHttp> =>
  createHttp({
    signal: new AbortController().signal,
    remainingMs: () => 60_000,
    random: () => 0,
    sleep: async () => {},
  });

describe('a message', () => {
  test('says who, what, how many and since when in one line', () => {
    expect(sentence(message())).toBe(
      'Seats over: Alder <!channel> & Finch (c1), Office (p1), partner-center: 13 in use of 10 held, 3 over, since 2026-11-18',
    );
    expect(
      sentence(
        message({
          kind: 'closed',
          until: '2026-11-22',
          entitled: null,
          customerName: null,
          account: 'east',
          level: 'partner',
        }),
      ),
    ).toBe(
      'No longer over: c1, Office (p1), partner-center, east, level partner: 13 in use of unknown held, 3 over, from 2026-11-18 until 2026-11-22',
    );
  });

  test('shows the id of a product without a name, and says what is not known', () => {
    expect(sentence(message({ productName: null, consumed: null }))).toBe(
      'Seats over: Alder <!channel> & Finch (c1), p1, partner-center: unknown in use of 10 held, 3 over, since 2026-11-18',
    );
  });

  test('cannot call everybody in a chat: what Slack reads as markup is escaped', () => {
    expect(chatBody('slack', 'over', [message()])).toContain('Alder &lt;!channel&gt; &amp; Finch');
  });

  test('is a card in Teams, and of many the rest is counted', () => {
    const card = JSON.parse(
      chatBody(
        'teams',
        'over',
        Array.from({ length: 45 }, () => message()),
      ),
    ) as {
      attachments: Array<{ content: { body: Array<{ text: string }> } }>;
    };
    const texts = card.attachments[0]?.content.body.map(({ text }) => text);
    expect(texts).toHaveLength(42);
    expect(texts?.at(-1)).toBe('and 5 more');
  });
});

describe('the webhook', () => {
  test('gets one post for all messages of a run', async () => {
    const bodies: string[] = [];
    const server = await serveHttp((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => response.end('ok'));
    });
    const webhook = { url: `${server.origin}/services/T0/secret?sig=abc`, format: 'slack' as const };
    await sendMessages('partner-center', [message(), message({ kind: 'closed' })], { topicArn: null, webhook }, http());
    await server.close();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain('Seatwatch: partner-center: 1 over');
  });

  test('that refuses is told of without its address, which is its password', async () => {
    const server = await serveHttp((_request, response) => {
      response.statusCode = 404;
      response.end();
    });
    const webhook = { url: `${server.origin}/services/T0/secret?sig=abc`, format: 'slack' as const };
    const error = await thrownBy(sendMessages('partner-center', [message()], { topicArn: null, webhook }, http()));
    await server.close();
    expect(error.message).toBe('the webhook did not take the message (UNEXPECTED)');
  });

  test.each([429, 503])('that answers %i is asked again', async (status) => {
    let asked = 0;
    const server = await serveHttp((_request, response) => {
      response.statusCode = asked++ === 0 ? status : 200;
      response.end();
    });
    const webhook = { url: server.origin, format: 'slack' as const };
    await sendMessages('partner-center', [message()], { topicArn: null, webhook }, http());
    await server.close();
    expect(asked).toBe(2);
  });

  test('for which no time is left waits for the next run', async () => {
    const late = createHttp({ signal: AbortSignal.abort(), remainingMs: () => 0 });
    const webhook = { url: 'https://chat.example/services', format: 'slack' as const };
    const error = await thrownBy(sendMessages('partner-center', [message()], { topicArn: null, webhook }, late));
    expect(error).toMatchObject({ code: 'OUT_OF_TIME' });
  });
});

async function published(
  messages: readonly Message[],
  status = 200,
): Promise<{ asked: URLSearchParams[]; error: Error | null }> {
  const asked: URLSearchParams[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push(new URLSearchParams(body));
      response.writeHead(status, { 'content-type': 'text/xml' });
      response.end(status === 200 ? PUBLISHED : REFUSED);
    });
  });
  const environment = { AWS_ENDPOINT_URL_SNS: server.origin, AWS_REGION: 'us-east-1' };
  const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  for (const [name, value] of Object.entries({ ...environment, ...credentials })) vi.stubEnv(name, value);
  // The client is made once and keeps its endpoint: each test loads the module anew.
  vi.resetModules();
  const module = await import('../../../lib/tell/send.ts');
  const error = await module
    .sendMessages('line-works', messages, { topicArn: TOPIC, webhook: null }, http())
    .then(() => null)
    .catch((thrown: unknown) => thrown as Error);
  await server.close();
  vi.unstubAllEnvs();
  return { asked, error };
}

describe('the topic', () => {
  test('gets a sentence for each message, then the facts', async () => {
    const { asked, error } = await published([message(), message({ kind: 'closed', until: '2026-11-21' })]);
    expect(error).toBeNull();
    expect(asked.map((one) => [one.get('TopicArn'), one.get('Subject')])).toEqual([
      [TOPIC, 'Seatwatch: line-works: 1 over'],
    ]);
    const lines = asked[0]?.get('Message')?.split('\n') ?? [];
    expect(lines.slice(0, 3).map((line) => line.slice(0, 14))).toEqual(['Seats over: Al', 'No longer over', '']);
    expect(lines.slice(3).map((line) => (JSON.parse(line) as Message).kind)).toEqual(['opened', 'closed']);
  });

  test('gets what is over no more under a subject of its own', async () => {
    const { asked } = await published([message({ kind: 'closed', until: '2026-11-21' })]);
    expect(asked[0]?.get('Subject')).toBe('Seatwatch: line-works: 1 no longer over');
  });

  test('gets as many parts as its limit of 256 KB needs', async () => {
    const { asked } = await published(Array.from({ length: 600 }, () => message()));
    expect(asked.length).toBeGreaterThan(1);
    const sizes = asked.map((one) => Buffer.byteLength(one.get('Message') ?? ''));
    expect(Math.max(...sizes)).toBeLessThan(256_000);
    const sent = asked.flatMap((one) => one.get('Message')?.match(/^\{/gm) ?? []);
    expect(sent).toHaveLength(600);
  });

  test('that refuses is told of by the name of its error', async () => {
    const { error } = await published([message()], 403);
    expect(error?.message).toBe('the message could not be published: SNS: AuthorizationErrorException');
  });
});
