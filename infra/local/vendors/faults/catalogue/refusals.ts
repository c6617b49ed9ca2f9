/** What the vendors say in place of data, in their own words: the tables of errors of their documents. */
import type { CatalogueEntry } from './entry.ts';
import { answers, everywhere } from './targets.ts';

const UNDOCUMENTED = 'its documents name no such answer';
const gateway = (errorCode: string, message: string): object => ({ error: { errorCode, message } });
const partner = (code: string, description: string): object => ({ code, description, data: [], source: 'PartnerAPI' });
const smpi = (subject: string, text: string): object => ({ error_subject: subject, error_message: text });

const outage = {
  'line-works': [500, { code: 'INTERNAL_SERVER_ERROR', description: 'Internal error' }],
  'partner-center': [500, partner('800003', 'Unexpected error')],
  'naver-cloud': [503, gateway('500', 'Endpoint Error')],
  'trend-micro': [500, smpi('internal_error', 'try again')],
} as const;

export const REFUSALS: readonly CatalogueEntry[] = [
  { name: 'throttled', about: 'too many requests, for good', at: everywhere({ kind: 'throttle' }) },
  {
    name: 'throttled-briefly',
    about: 'too many requests, twice',
    at: everywhere({ kind: 'throttle', times: 2 }),
  },
  {
    name: 'throttled-for-an-hour',
    about: 'too many requests, with a waiting time that is longer than a run',
    at: everywhere({ kind: 'throttle', headers: { 'retry-after': '3600' } }),
  },
  {
    name: 'quota-used-up',
    about: 'no more requests today, without a waiting time',
    at: answers({
      'line-works': UNDOCUMENTED,
      'partner-center': UNDOCUMENTED,
      'naver-cloud': [429, gateway('400', 'Quota Exceeded')],
      'trend-micro': UNDOCUMENTED,
    }),
  },
  { name: 'outage', about: 'the service fails, for good', at: answers(outage) },
  { name: 'outage-brief', about: 'the service fails, twice', at: answers(outage, { times: 2 }) },
  {
    name: 'gateway-page',
    about: 'a web page of the gateway before the service, status 502',
    at: everywhere({ kind: 'html', status: 502 }),
  },
  {
    name: 'unauthorized',
    about: 'the credentials of the request are refused',
    at: answers({
      'line-works': [401, { code: 'UNAUTHORIZED', description: 'Malformed authentication token' }],
      'partner-center': [401, partner('800001', 'Partner token missing')],
      'naver-cloud': [401, gateway('200', 'Authentication Failed')],
      'trend-micro': [401, smpi('unauthorized', 'the signature does not match')],
    }),
  },
  {
    name: 'consent-missing',
    about: 'the account of these credentials lacks a right',
    at: answers({
      'line-works': [403, { code: 'FORBIDDEN', description: 'Scope is not allowed' }],
      'partner-center': [403, partner('900308', 'Insufficient privileges')],
      'naver-cloud': [401, gateway('210', 'Permission Denied')],
      'trend-micro': 'its keys have no rights of their own; one that was revoked is refused as in `unauthorized`',
    }),
  },
  {
    name: 'mfa-missing',
    about: 'the sign-in lacks a second factor',
    at: answers({
      'line-works': 'a service account signs in without a person',
      'partner-center': [401, partner('900421', 'MFA claim missing')],
      'naver-cloud': 'requests are signed, nobody signs in',
      'trend-micro': 'requests are signed, nobody signs in',
    }),
  },
  {
    name: 'app-alone',
    about: 'an app without a person may not ask',
    at: answers({
      'line-works': 'a service account may ask',
      'partner-center': [403, partner('900329', 'App only is not allowed')],
      'naver-cloud': 'requests are signed, nobody signs in',
      'trend-micro': 'requests are signed, nobody signs in',
    }),
  },
  {
    name: 'forbidden',
    about: 'what was asked for is not ours to see',
    at: answers({
      'line-works': [403, { code: 'ACCESS_DENIED', description: 'Access is denied.' }],
      'partner-center': [403, partner('20002', 'No commercial relation')],
      'naver-cloud': [403, gateway('230', 'Forbidden')],
      'trend-micro': [403, smpi('forbidden', 'not allowed')],
    }),
  },
  {
    name: 'forbidden-at-one-path',
    about: 'the list is refused at one of its two documented paths',
    at: answers(
      {
        'line-works': 'it has one path',
        'partner-center': [403, partner('20002', 'No commercial relation')],
        'naver-cloud': 'it has one path',
        'trend-micro': 'it has one path',
      },
      { times: 1 },
    ),
  },
  {
    name: 'not-found-at-one-path',
    about: 'the list is not at one of its two documented paths',
    at: answers(
      {
        'line-works': 'it has one path',
        'partner-center': [404, partner('1000', 'Not found')],
        'naver-cloud': 'it has one path',
        'trend-micro': 'it has one path',
      },
      { times: 1 },
    ),
  },
  {
    name: 'not-found',
    about: 'there is nothing at this address',
    at: answers({
      'line-works': [404, { code: 'NOT_FOUND', description: 'Api not exists' }],
      'partner-center': [404, partner('1000', 'Not found')],
      'naver-cloud': [404, gateway('300', 'Not Found')],
      'trend-micro': [404, smpi('not_found', 'no such resource')],
    }),
  },
  {
    name: 'gone',
    about: 'there is nothing at this address any more, status 410',
    at: answers({
      'line-works': [410, { code: 'DELETED', description: 'Deleted' }],
      'partner-center': UNDOCUMENTED,
      'naver-cloud': UNDOCUMENTED,
      'trend-micro': UNDOCUMENTED,
    }),
  },
  {
    name: 'bad-request',
    about: 'the request is not understood',
    at: answers({
      'line-works': [400, { code: 'INVALID_PARAMETER', description: 'Not a number' }],
      'partner-center': [400, partner('3000', 'Invalid property')],
      'naver-cloud': [400, gateway('100', 'Bad Request')],
      'trend-micro': [400, smpi('invalid_parameter', 'unknown')],
    }),
  },
  {
    name: 'error-under-200',
    about: 'an error that calls itself a success',
    at: answers({
      'line-works': [200, { code: 'INTERNAL_SERVER_ERROR', description: 'Internal error' }],
      'partner-center': [200, partner('400072', 'Not allowed')],
      'naver-cloud': [200, { responseError: { returnCode: '1007009', returnMessage: 'Something is wrong' } }],
      'trend-micro': [200, smpi('internal_error', 'try again')],
    }),
  },
  {
    name: 'redirect-foreign',
    about: 'a redirect to a foreign host, status 307',
    at: everywhere({ kind: 'status', status: 307, headers: { location: 'https://foreign.example/' } }),
  },
];
