import { randomUUID } from 'node:crypto';
import { SeatwatchError } from '../../errors.ts';
import type { HttpAnswer } from '../../http.ts';
import type { Context } from '../../provider.ts';
import type { Access } from './access.ts';
import type { PartnerCenterCredentials } from './credentials.ts';
import { noticeNovelties } from './novelties.ts';
import type { Page } from './page.ts';
import { type Refusal, readAnswer } from './refusal.ts';

/** The page at this address. A refused access token is renewed once; see `refusal.ts` for what else it throws. */
export async function pageAt(url: string, context: Context<PartnerCenterCredentials>, access: Access): Promise<Page> {
  const first = await call(url, context, access);
  if (!(first instanceof SeatwatchError)) return first;
  const second = await call(url, context, access);
  if (second instanceof SeatwatchError) throw second;
  return second;
}

/** One call with its retries; answers the error where a new access token may help. */
async function call(
  url: string,
  { http, now, notice }: Context<PartnerCenterCredentials>,
  access: Access,
): Promise<Page | SeatwatchError> {
  const correlationId = randomUUID();
  let requestId = '';
  let token = '';
  let found: Page | Refusal | null = null;
  try {
    await http.send({
      prepare: async (_, previous) => {
        token = await access.token();
        // The vendor knows a repeat by its id: the same one only where no answer came at all.
        if (previous !== 'no-answer') requestId = randomUUID();
        return { method: 'GET', url, headers: headersOf(token, requestId, correlationId) };
      },
      judge: (answer) => {
        found = readAnswer(answer, now());
        if ('rows' in found) {
          noticeNovelties(found.rows, notice);
          return null;
        }
        // A person may mend claims and rights at any time; the token at hand would go on lacking them.
        if (found.code === 'CREDENTIALS_REJECTED' || found.code === 'CONSENT_REQUIRED') access.drop(token);
        notice('Partner Center refused a request', factsOf(answer, found, token));
        return found;
      },
    });
  } catch (error) {
    if (error instanceof SeatwatchError && error.code === 'CREDENTIALS_REJECTED' && isStale(found)) return error;
    throw error;
  }
  if (isPage(found)) return found;
  throw new SeatwatchError('UNEXPECTED', 'an answer was taken for good without a page');
}

const isPage = (found: Page | Refusal | null): found is Page => found !== null && 'rows' in found;
const isStale = (found: Page | Refusal | null): boolean => found !== null && 'stale' in found && found.stale;

// https://learn.microsoft.com/en-us/partner-center/developer/headers
const headersOf = (token: string, requestId: string, correlationId: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'application/json',
  // Required by the document, though its examples and the vendor's own SDK leave it out.
  'MS-Contract-Version': 'v1',
  'MS-RequestId': requestId,
  'MS-CorrelationId': correlationId,
  'X-Locale': 'en-US',
});

/** What the vendor's support asks for. A header in which the token came back tells nothing. */
function factsOf({ status, headers }: HttpAnswer, { vendorCode }: Refusal, token: string) {
  const shown = (name: string): string | null => {
    const value = headers[name];
    return value === undefined || value.includes(token.slice(0, TOKEN_BEGINS)) ? null : value.slice(0, 64);
  };
  return {
    status,
    code: vendorCode,
    requestId: shown('ms-requestid'),
    correlationId: shown('ms-correlationid'),
    cv: shown('ms-cv'),
    serverId: shown('ms-serverid'),
  };
}

/** So many characters of a token are met nowhere else. */
const TOKEN_BEGINS = 12;
