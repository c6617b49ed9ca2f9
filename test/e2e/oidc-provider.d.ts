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

  /** For people in a browser; what is left out is as the package has it. */
  interface PeopleConfiguration {
    readonly clients: ReadonlyArray<Readonly<Record<string, unknown>>>;
    readonly scopes: readonly string[];
    readonly jwks: { readonly keys: readonly object[] };
    readonly cookies: { readonly keys: readonly string[] };
    readonly clientBasedCORS: () => boolean;
    readonly findAccount: (
      context: unknown,
      id: string,
    ) => { readonly accountId: string; readonly claims: () => { readonly sub: string } };
    readonly features: {
      readonly resourceIndicators: {
        readonly enabled: true;
        readonly defaultResource: () => string;
        readonly useGrantedResource: () => boolean;
        readonly getResourceServerInfo: (context: unknown, resource: string) => ResourceServer;
      };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: PeopleConfiguration);
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
