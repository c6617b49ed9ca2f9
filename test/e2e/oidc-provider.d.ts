/** The part of oidc-provider that is used; the package brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  interface ResourceServer {
    /** Separated by spaces. */
    readonly scope: string;
    readonly audience: string;
    readonly accessTokenFormat: 'jwt';
    readonly jwt: { readonly sign: { readonly alg: 'RS256' } };
  }

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        readonly clients: ReadonlyArray<Readonly<Record<string, unknown>>>;
        readonly scopes: readonly string[];
        readonly jwks: { readonly keys: readonly object[] };
        /** Seconds. */
        readonly ttl: { readonly ClientCredentials: number };
        readonly adapter: new () => { find(): Promise<undefined> };
        readonly cookies: { readonly keys: readonly string[] };
        readonly features: {
          readonly clientCredentials: { readonly enabled: true };
          readonly devInteractions: { readonly enabled: false };
          readonly resourceIndicators: {
            readonly enabled: true;
            readonly getResourceServerInfo: (context: unknown, resource: string) => ResourceServer;
          };
        };
      },
    );
    callback(): RequestListener;
  }
}
