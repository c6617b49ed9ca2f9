/**
 * LINE WORKS, Partner API: how many members of each customer domain use which plan and option, day by day.
 * Only resellers may call it. https://developers.worksmobile.com/jp/docs/partner
 */
import { createHash } from 'node:crypto';
import { SeatwatchError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Context, Provider, Session } from '../provider.ts';
import { type Api, createApi } from './line-works/api.ts';
import { type LineWorksCredentials, lineWorksCredentials } from './line-works/credentials.ts';
import { listCustomers } from './line-works/customers.ts';
import { lineWorksDatasets } from './line-works/datasets.ts';
import { noticeNovelties } from './line-works/novelties.ts';
import { createPace, type Pace } from './line-works/pace.ts';
import { readRows } from './line-works/rows.ts';
import { asked } from './line-works/shapes.ts';
import { createTokens, type KeptTokens } from './line-works/token.ts';

interface LineWorksSession extends Session {
  readonly api: Api;
  /** Null = every listed customer. */
  readonly domainIds: ReadonlySet<string> | null;
  readonly notice: Context<LineWorksCredentials>['notice'];
}

/** The provider with a pace and tokens of its own: tests bring a clock that does not wait. */
export function lineWorksAt(pace: Pace): Provider<LineWorksCredentials, LineWorksSession> {
  const kept: KeptTokens = new Map();
  return {
    id: 'line-works',
    credentials: lineWorksCredentials,
    datasets: lineWorksDatasets,

    open(context) {
      const tokens = createTokens(context, kept);
      const { domainIds } = context.credentials;
      return {
        scope: domainIds ? scopeOf(domainIds) : 'all',
        credentialExpiresAt: () => tokens.credentialExpiresAt(),
        api: createApi(context, tokens, pace),
        domainIds: domainIds ? new Set(domainIds) : null,
        notice: context.notice,
      };
    },

    async customers({ api, domainIds, notice }) {
      const listed = await listCustomers(api);
      if (!domainIds) return listed;
      const chosen = listed.filter((customer) => domainIds.has(customer.id));
      const unlisted = domainIds.size - chosen.length;
      if (unlisted > 0) notice('some domainIds of the secret are not in the customer list', { unlisted });
      return chosen;
    },

    async *read(window, { api, notice }): AsyncGenerator<JsonObject> {
      const { dataset, shape, customer } = asked(window);
      const month = window.from.slice(0, 7);
      const [year, monthOfYear] = month.split('-').map(Number);
      const path = `/partners/customers/${encodeURIComponent(customer.id)}/${dataset}`;
      const what = `${dataset} of customer ${customer.id} in ${month}`;
      // Without productGroupId, so that families this code has never heard of come too. One answer holds the month.
      const reply = await api.get(dataset, `${path}?year=${year}&month=${monthOfYear}`, what);
      const rows = reply[shape.list];
      if (!Array.isArray(rows)) throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${what}: no list ${shape.list}`);
      noticeNovelties(rows, shape, notice);
      yield reply;
    },

    normalise: readRows,
  };
}

export const lineWorks = lineWorksAt(createPace());

/** Changes when the set of ids does, not their order; bounded, however many there are. */
function scopeOf(domainIds: readonly string[]): string {
  const ids = [...new Set(domainIds)].toSorted().join(',');
  return `domainIds:${createHash('sha256').update(ids).digest('hex').slice(0, 32)}`;
}
