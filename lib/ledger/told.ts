/**
 * What was last told of each series that is or was over, and what is still to be sent. A message is filed before anything else happens with
 * it and taken away after it was sent, so it is sent at least once and always under one id.
 */
import type { Message, Told } from '../tell/message.ts';
import type { ProviderId } from '../usage.ts';
import { type Item, query, type Table, writeAll } from './client.ts';
import { esc, pendingPk, toldPk } from './keys.ts';

const toldKey = ({ provider, account, customer, dataset, series }: Message) => ({
  pk: toldPk(provider),
  sk: [account, customer, dataset, series].map(esc).join('#'),
});

const pendingKey = (message: Message) => ({
  pk: pendingPk(message.provider),
  sk: `${toldKey(message).sk}#${message.kind}`,
});

export async function* toldOf(table: Table, provider: ProviderId): AsyncGenerator<Told> {
  for await (const item of query(table, { pk: toldPk(provider), consistent: true })) {
    const { peak, period, message } = item as Item & Told;
    yield { peak, period, message };
  }
}

export async function* pendingOf(table: Table, provider: ProviderId): AsyncGenerator<Message> {
  for await (const item of query(table, { pk: pendingPk(provider), consistent: true })) {
    yield (item as Item & { message: Message }).message;
  }
}

export const filePending = (table: Table, messages: readonly Message[]): Promise<void> =>
  writeAll(
    table,
    messages.map((message) => ({ ...pendingKey(message), message })),
  );

export const removePending = (table: Table, messages: readonly Message[]): Promise<void> =>
  writeAll(table, [], messages.map(pendingKey));

/** From now on these are told. Of several of a series the last one counts. */
export async function rememberTold(table: Table, messages: readonly Message[]): Promise<void> {
  const last = new Map(messages.map((message) => [toldKey(message).sk, message]));
  await writeAll(
    table,
    [...last.values()].map((message) => ({
      ...toldKey(message),
      peak: message.exceeded,
      period: message.asOf,
      message,
    })),
  );
}
