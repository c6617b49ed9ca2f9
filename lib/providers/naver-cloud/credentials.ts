/** One account of the secret `seatwatch/naver-cloud`. No message repeats a value. */
import * as v from 'valibot';
import { address } from '../../address.ts';

const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));
/** Goes into a header as it is. */
const plainText = v.pipe(text, v.regex(/^[\x21-\x7e]+$/, 'must be ASCII without spaces'));
const member = 'must be text or a whole number';
const memberNo = v.pipe(v.union([text, v.pipe(v.number(member), v.safeInteger(member))], member), v.transform(String));

export const naverCloudCredentials = v.object(
  {
    account: v.optional(text, 'default'),
    accessKey: plainText,
    secretKey: text,
    /** Whose contracts are asked for; partner and organization need an account that has that role. */
    scope: v.optional(
      v.picklist(['account', 'partner', 'organization'], 'must be account, partner or organization'),
      'account',
    ),
    /** Only these members of the partner or organization; without it all of them. */
    memberNoList: v.optional(v.array(memberNo, 'must be a list of member numbers'), []),
    baseUrl: v.optional(address, 'https://billingapi.apigw.ntruss.com/billing/v1'),
    responseFormat: v.optional(v.picklist(['json', 'xml'], 'must be json or xml'), 'json'),
  },
  'must be an object',
);

export type NaverCloudCredentials = v.InferOutput<typeof naverCloudCredentials>;
