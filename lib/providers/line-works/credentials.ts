/** One LINE WORKS account in the secret: a service account with its key, or a user's refresh token. */
import { createPrivateKey } from 'node:crypto';
import * as v from 'valibot';
import { address } from '../../address.ts';

const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));

// People paste the key with the two characters \n where a line ends.
const privateKey = v.pipe(
  text,
  v.transform((pem) => pem.replaceAll(String.raw`\n`, '\n')),
  v.check(isRsaKey, 'must be an unencrypted RSA private key in PEM form'),
);

const domainId = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger('must be a domain id'))], 'must be a domain id'),
  v.transform(String),
  v.regex(/^\d+$/, 'must be a domain id, digits only'),
);

/** Every message tells the problem without the value; the issue's path names the field. */
export const lineWorksCredentials = v.pipe(
  v.object(
    {
      account: v.optional(text, 'default'),
      clientId: text,
      clientSecret: text,
      serviceAccount: v.optional(text),
      privateKey: v.optional(privateKey),
      refreshToken: v.optional(text),
      domainIds: v.optional(v.pipe(v.array(domainId, 'must be a list'), v.minLength(1, 'must not be empty'))),
      baseUrl: v.optional(address, 'https://www.worksapis.com/v1.0'),
      authUrl: v.optional(address, 'https://auth.worksmobile.com/oauth2/v2.0'),
    },
    (issue) => (issue.expected === 'Object' ? 'must be an object' : 'is missing'),
  ),
  v.forward(
    v.partialCheck(
      [['serviceAccount'], ['privateKey'], ['refreshToken']],
      (given) => given.refreshToken !== undefined || given.serviceAccount !== undefined,
      'is missing (with privateKey), and so is refreshToken: one of the two is needed',
    ),
    ['serviceAccount'],
  ),
  v.forward(
    v.partialCheck(
      [['serviceAccount'], ['privateKey'], ['refreshToken']],
      (given) =>
        given.refreshToken !== undefined || given.serviceAccount === undefined || given.privateKey !== undefined,
      'is missing: a service account signs in with its private key',
    ),
    ['privateKey'],
  ),
);

export type LineWorksCredentials = v.InferOutput<typeof lineWorksCredentials>;

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
