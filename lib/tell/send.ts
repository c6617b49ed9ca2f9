/** Where messages go: the topic, the chat's webhook, and always the log. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { asSeatwatchError, nameOfThrown, SeatwatchError } from '../errors.ts';
import type { Http } from '../http.ts';
import type { ProviderId } from '../usage.ts';
import { type ChatFormat, chatBody } from './chat.ts';
import { type Message, sentence } from './message.ts';

export interface Channels {
  readonly topicArn: string | null;
  readonly webhook: Webhook | null;
}

export interface Webhook {
  readonly url: string;
  readonly format: ChatFormat;
}

/** A subject of SNS holds at most 100 ASCII characters. */
const subjectOf = (provider: ProviderId, messages: readonly Message[]): string => {
  const opened = messages.filter(({ kind }) => kind !== 'closed').length;
  return `Seatwatch: ${provider}: ${opened === 0 ? `${messages.length} no longer over` : `${opened} over`}`;
};

/** A message of SNS holds at most 256 KB. */
const MOST_BYTES = 200_000;

export async function sendMessages(
  provider: ProviderId,
  messages: readonly Message[],
  channels: Channels,
  http: Http,
): Promise<void> {
  const subject = subjectOf(provider, messages);
  for (const part of parts(messages)) {
    if (channels.topicArn !== null) await publish(channels.topicArn, subject, part);
    if (channels.webhook !== null) await post(http, channels.webhook, subject, part);
  }
}

let sns: SNSClient | undefined;

async function publish(TopicArn: string, Subject: string, messages: readonly Message[]): Promise<void> {
  sns ??= new SNSClient({ maxAttempts: 5, requestHandler: { connectionTimeout: 3000, requestTimeout: 5000 } });
  const text = [...messages.map(sentence), '', ...messages.map((message) => JSON.stringify(message))].join('\n');
  try {
    await sns.send(new PublishCommand({ TopicArn, Subject, Message: text }));
  } catch (error) {
    const name = nameOfThrown(error);
    throw new SeatwatchError('UNEXPECTED', `the message could not be published: SNS: ${name}`, { cause: error });
  }
}

async function post(
  http: Http,
  { url, format }: Webhook,
  subject: string,
  messages: readonly Message[],
): Promise<void> {
  const body = chatBody(format, subject, messages);
  try {
    await http.send({
      prepare: () => ({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body }),
      judge: ({ status }) => {
        if (status >= 200 && status < 300) return null;
        const again = status === 429 || status >= 500;
        return { code: again ? 'VENDOR_UNAVAILABLE' : 'UNEXPECTED', message: `answers ${status}` };
      },
    });
  } catch (error) {
    // The address of a webhook is its password, so what http says about it is not passed on.
    const { code } = asSeatwatchError(error);
    throw new SeatwatchError(
      code === 'OUT_OF_TIME' ? code : 'UNEXPECTED',
      `the webhook did not take the message (${code})`,
    );
  }
}

function parts(messages: readonly Message[]): Message[][] {
  const found: Message[][] = [];
  let size = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(JSON.stringify(message)) + Buffer.byteLength(sentence(message)) + 2;
    const last = found.at(-1);
    if (last && size + bytes < MOST_BYTES) {
      last.push(message);
      size += bytes;
    } else {
      found.push([message]);
      size = bytes;
    }
  }
  return found;
}
