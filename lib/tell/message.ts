/** What people are told of an overage: opened, a new peak, closed. Pure. */
import { createHash } from 'node:crypto';
import type { OverageRecord } from '../ledger/overages.ts';
import type { Shelf } from '../ledger/keys.ts';
import { productNameOf } from '../names.ts';
import type { Labels, Period } from '../usage.ts';

export interface Message extends Shelf {
  /** The same for the same change, however often it is sent. */
  readonly id: string;
  readonly kind: 'opened' | 'peak' | 'closed';
  readonly dataset: string;
  readonly series: string;
  readonly customer: string;
  readonly customerId: string;
  readonly customerName: string | null;
  readonly productId: string;
  readonly productName: string | null;
  readonly labels: Labels;
  readonly level: string | null;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number;
  readonly since: Period;
  readonly until: Period | null;
  /** The newest period over. */
  readonly asOf: Period;
}

/** What was last told of a series that is or was over. */
export interface Told {
  readonly peak: number;
  /** The period of the figures told. */
  readonly period: Period;
  readonly message: Message;
}

export const seriesId = ({
  account,
  customer,
  dataset,
  series,
}: Pick<Message, 'account' | 'customer' | 'dataset' | 'series'>): string =>
  JSON.stringify([account, customer, dataset, series]);

/**
 * `last` = what was told of the series before. It is part of the id: restated figures can close an overage and open it
 * again with the same period and seats, and whoever drops what it has heard already must hear that too.
 */
export function messageOf(kind: Message['kind'], overage: OverageRecord, last: Message | undefined): Message {
  const { provider, account, dataset, series, customer, customerId, customerName, productId, productName, labels } =
    overage;
  const { entitled, consumed, exceeded, since, until, asOf } = overage;
  const what = [kind, provider, seriesId(overage), kind === 'closed' ? until : asOf, exceeded];
  const change = JSON.stringify(last ? [...what, last.id] : what);
  return {
    id: createHash('sha256').update(change).digest('hex').slice(0, 32),
    kind,
    provider,
    account,
    dataset,
    series,
    customer,
    customerId,
    customerName,
    productId,
    productName: productName ?? productNameOf(provider, productId),
    labels,
    level: labels['level'] ?? null,
    entitled,
    consumed,
    exceeded,
    since,
    until,
    asOf,
  };
}

/** Everything to tell, given what is open now and what was told before. `ended` finds how an overage told open ended. */
export function changesSince(
  open: readonly OverageRecord[],
  told: ReadonlyMap<string, Told>,
): { readonly news: Message[]; readonly gone: Told[] } {
  const isOpen = new Set(open.map(seriesId));
  const news = open.flatMap((overage) => {
    const before = told.get(seriesId(overage));
    if (!before || before.message.kind === 'closed') return [messageOf('opened', overage, before?.message)];
    // A peak in the past, as corrected history may bring it, wakes nobody.
    const isNew = overage.asOf > before.period && overage.exceeded > before.peak;
    return isNew ? [messageOf('peak', overage, before.message)] : [];
  });
  const gone = [...told].filter(([series, { message }]) => message.kind !== 'closed' && !isOpen.has(series));
  return { news, gone: gone.map(([, one]) => one) };
}

const NAMES = { opened: 'Seats over', peak: 'More seats over', closed: 'No longer over' } as const;

/** One message in one line of plain text. */
export function sentence(message: Message): string {
  const { kind, provider, account, customerId, customerName, productId, productName, level } = message;
  const who = customerName === null ? customerId : `${customerName} (${customerId})`;
  const what = productName === null ? productId : `${productName} (${productId})`;
  const where = [provider, account === 'default' ? null : account, level === null ? null : `level ${level}`];
  const seats = `${message.consumed ?? 'unknown'} in use of ${message.entitled ?? 'unknown'} held, ${message.exceeded} over`;
  const when = message.until === null ? `since ${message.since}` : `from ${message.since} until ${message.until}`;
  return `${NAMES[kind]}: ${who}, ${what}, ${where.filter((part) => part !== null).join(', ')}: ${seats}, ${when}`;
}
