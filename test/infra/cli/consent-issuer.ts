/** A real OpenID Connect server with the addresses of a vendor, and the person who signs in there. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { type HttpServer, serveHttp } from '../../support/http-server.ts';

/** Of people who sign in at Seatwatch itself: a public client, and what its tokens are good for. */
export const PAGE_CLIENT = 'the-page';
export const RIGHTS = ['seatwatch/read', 'seatwatch/collect'];

export const CLIENT = { clientId: 'the-app', clientSecret: 'app-secret-5f1e77aa' } as const;

interface Interaction {
  readonly uid: string;
  readonly prompt: { readonly name: string };
  readonly params: { readonly client_id: string; readonly scope: string };
  readonly session?: { readonly accountId: string };
  readonly grantId?: string;
}

interface Grant {
  addOIDCScope(scope: string): void;
  save(): Promise<string>;
}

/** What is used of the package when people sign in. */
interface ConsentProvider {
  callback(): RequestListener;
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  readonly Grant: new (of: { accountId: string; clientId: string }) => Grant;
}

interface Vendor {
  /** In front of `authorize`, `token` and `devicecode`. */
  readonly path: string;
  readonly scope: string;
  readonly redirectUri: string;
}

export interface ConsentIssuer {
  /** Follows the address as a browser does, signs in and answers the consent; what the last page shows. */
  readonly browse: (address: string, consents?: boolean) => Promise<string>;
  /** Enters the code on another device. */
  readonly enter: (address: string, code: string) => Promise<void>;
  readonly server: HttpServer;
}

export async function startConsentIssuer({ path, scope, redirectUri }: Vendor): Promise<ConsentIssuer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' };
  let consents = true;
  let provider: ConsentProvider | null = null;

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!provider) return;
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const accountId = session?.accountId ?? 'integration-user';
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId } });
    if (!consents) {
      const declined = { error: 'access_denied', error_description: 'somebody@example.com declined' };
      return provider.interactionFinished(request, response, declined);
    }
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }

  const server = await serveHttp((request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(request, response);
    else provider?.callback()(request, response);
  });
  const Made = Provider as unknown as new (issuer: string, configuration: object) => ConsentProvider;
  provider = new Made(server.origin, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [redirectUri],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        client_id: PAGE_CLIENT,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    scopes: ['openid', 'offline_access', scope, ...RIGHTS],
    jwks: { keys: [key] },
    cookies: { keys: ['of this test'] },
    ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, RefreshToken: 600, DeviceCode: 600 },
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_: unknown, { uid }: Interaction) => `/interaction/${uid}` },
    routes: { authorization: `${path}/authorize`, token: `${path}/token`, device_authorization: `${path}/devicecode` },
    features: {
      devInteractions: { enabled: false },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (context: { body: string }, form: string) => void (context.body = form),
        userCodeConfirmSource: (context: { body: string }, form: string) => void (context.body = form),
        successSource: (context: { body: string }) => void (context.body = 'done'),
      },
    },
  });

  return {
    browse: async (address, answer = true) => {
      consents = answer;
      return (await newBrowser()(address)).text();
    },
    enter: async (address, code) => {
      const browser = newBrowser();
      const form = await (await browser(address)).text();
      const xsrf = /name="xsrf" value="(\w+)"/.exec(form)?.[1] ?? '';
      const entered = await (await browser(address, { xsrf, user_code: code })).text();
      const again = /name="xsrf" value="(\w+)"/.exec(entered)?.[1] ?? xsrf;
      await browser(address, { xsrf: again, user_code: code, confirm: 'yes' });
    },
    server,
  };
}

/** Keeps cookies and follows redirects, the one to this machine's own address as well. */
function newBrowser() {
  const cookies = new Map<string, string>();
  return async (first: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    let init: RequestInit = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    for (let address = first; ; ) {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const answer = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const next = answer.headers.get('location');
      if (next === null) return answer;
      address = new URL(next, address).href;
      init = {};
    }
  };
}
