import * as v from 'valibot';
import { address } from '../../address.ts';

const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));

/** One account of the secret: the key pair that a partner generates in the Remote Manager console. */
export const credentials = v.object(
  {
    account: v.optional(text, 'default'),
    /** Sent with each call in the clear: the id of the key, not a bearer token. */
    accessToken: v.pipe(text, v.regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without spaces')),
    /** Signs each call; used as text even where it looks like Base64. */
    secretKey: text,
    // The console shows its own address beside the keys, so it may differ from the documented one.
    baseUrl: v.optional(address, 'https://cspi.trendmicro.com'),
    // Empty = no version segment, which some clients use.
    version: v.optional(v.pipe(v.string('must be text'), v.regex(/^[\w.-]*$/, 'must be a version like v2.8')), 'v2.8'),
  },
  (issue) => (issue.path ? 'is missing' : 'must be an object'),
);

export type TrendMicroCredentials = v.InferOutput<typeof credentials>;
