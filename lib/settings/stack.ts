/** What only the stack needs to know: who signs in, who is told, what is kept. The local runtime reads over it. */
import * as v from 'valibot';

/** What CloudWatch Logs can keep, up to two years: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

const name = v.pipe(v.string(), v.nonEmpty('must not be empty'));

/** RFC 6749, appendix A.4. */
const scope = v.pipe(v.string(), v.regex(/^[!#-[\]-~]+$/, 'is no scope; write one name without spaces'));

const issuer = v.pipe(
  v.string(),
  v.check(
    (text) => /^https:\/\/[^/?#\s]+[^?#\s]*$/.test(text),
    'is no issuer; write the `iss` of its tokens, an address that begins with https://',
  ),
);

const SCOPES = { read: 'seatwatch/read', collect: 'seatwatch/collect' };

const signInFields = v.strictObject({
  /** Whose tokens are believed; null = a user pool of the stack's own. */
  issuer: v.optional(v.nullable(issuer), null),
  /** With `issuer`: the `aud` of its tokens, at least one. */
  audience: v.optional(v.array(name), []),
  /** With `issuer`: the public client with which the page signs people in; null = the page cannot. */
  clientId: v.optional(v.nullable(name), null),
  /** With `issuer`: what its tokens call the right to read and the right to collect. */
  scopes: v.optional(
    v.strictObject({ read: v.optional(scope, SCOPES.read), collect: v.optional(scope, SCOPES.collect) }),
    {},
  ),
  /** Without `issuer`: a client with a secret, for programs. Cognito charges for it by the month. */
  machineClient: v.optional(v.boolean(), false),
});

const ownPool = ({ audience, clientId, scopes }: v.InferOutput<typeof signInFields>): boolean =>
  audience.length === 0 && clientId === null && scopes.read === SCOPES.read && scopes.collect === SCOPES.collect;

const signIn = v.pipe(
  signInFields,
  v.check(
    (given) => given.issuer !== null || ownPool(given),
    'has audience, clientId or scopes without issuer; write the issuer they belong to, or leave them out',
  ),
  v.check(
    (given) => given.issuer === null || given.audience.length > 0,
    'has issuer without audience; write the `aud` of its tokens, such as ["seatwatch"]',
  ),
  v.check(
    (given) => given.issuer === null || !given.machineClient,
    'has machineClient with an issuer of your own; register the client there and leave machineClient out',
  ),
);

const notify = v.strictObject({
  /** Gets every alarm, after its owner has confirmed the subscription; null = nobody. */
  email: v.optional(
    v.nullable(v.pipe(v.string(), v.email('is no e-mail address; write one such as seats@example.com'))),
    null,
  ),
  /** Name of the secret that holds a webhook's address. The address itself is a secret and does not belong here. */
  webhookSecret: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.regex(/^[\w/+=.@-]{1,512}$/, 'must be the name of a secret that holds the address; write seatwatch/webhook'),
      ),
    ),
    null,
  ),
});

export const stackSettings = {
  signIn: v.optional(signIn, {}),
  notify: v.optional(notify, {}),
  logRetentionDays: v.optional(v.picklist(RETENTIONS, `must be one of ${RETENTIONS.join(', ')}`), 90),
  /** What happens to the table, the secrets and the people when the stack is deleted. */
  removal: v.optional(v.picklist(['retain', 'destroy'], 'must be "retain" or "destroy"'), 'retain'),
  /** Concurrent runs that each collector is guaranteed and held to; null = whatever the account has. */
  reservedConcurrency: v.optional(
    v.nullable(
      v.pipe(
        v.number(),
        v.integer('must be a whole number'),
        v.minValue(1, 'must be at least 1; leave it out for none'),
      ),
    ),
    null,
  ),
  /** Address of the page that alarms point to for what to do. */
  readme: v.optional(name, 'README.md'),
} as const;
