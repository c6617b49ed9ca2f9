import * as v from 'valibot';
import { address } from '../../address.ts';

const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));

/** One partner tenant: a confidential client and the refresh token of its integration user. */
export const credentials = v.object(
  {
    account: v.optional(text, 'default'),
    tenantId: text,
    clientId: text,
    clientSecret: text,
    refreshToken: text,
    baseUrl: v.optional(address, 'https://api.partnercenter.microsoft.com'),
    loginUrl: v.optional(address, 'https://login.microsoftonline.com'),
  },
  'must be an object with tenantId, clientId, clientSecret and refreshToken',
);

export type PartnerCenterCredentials = v.InferOutput<typeof credentials>;
