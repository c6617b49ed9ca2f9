/**
 * API Gateway's part for an HTTP API, as the template configures it: which route a request takes, whose token the route
 * wants, and the event that the function gets.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { toEvent } from '../../infra/local/gateway/event.ts';
import { at, first, list, ofType, type Template, textOf, type Value } from '../infra/template.ts';

interface Asked {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** When the token is looked at. */
  readonly now?: Date;
}

export interface Answered {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Route {
  readonly key: string;
  /** Null = open to everybody. */
  readonly scopes: readonly string[] | null;
}

interface Authorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly keys: ReturnType<typeof createLocalJWKSet>;
}

export type ApiGateway = (method: string, target: string, asked?: Asked) => Promise<Answered>;

/** `fetchIssuer` reaches the issuer under its name, `invoke` the function. */
export async function apiGateway(
  template: Template,
  fetchIssuer: (url: string) => Promise<Response>,
  invoke: (event: unknown) => Promise<unknown>,
): Promise<ApiGateway> {
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(
    ({ Properties }): Route => ({
      key: textOf(Properties['RouteKey']),
      scopes: Properties['AuthorizationType'] === 'JWT' ? list(Properties['AuthorizationScopes']).map(textOf) : null,
    }),
  );
  const authorizer = await authorizerOf(template, fetchIssuer);

  return async (method, target, { token, headers = {}, body, now = new Date() } = {}) => {
    const route = routeFor(routes, method, target.replace(/\?.*/, ''));
    if (!route) return refusal(404, 'Not Found');
    const event = toEvent({
      method,
      target,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: Buffer.from(body ? JSON.stringify(body) : ''),
      sourceIp: '192.0.2.1',
      at: now,
    });
    if (!event) return refusal(400, 'Bad Request');
    if (route.scopes === null) return (await invoke({ ...event, routeKey: route.key })) as Answered;
    const claims = token === undefined ? null : await claimsOf(token, authorizer, now);
    if (!claims) return refusal(401, 'Unauthorized');
    const granted = list((claims['scope'] ?? claims['scp']) as Value).flatMap((text) => textOf(text).split(' '));
    if (!route.scopes.some((scope) => granted.includes(scope))) return refusal(403, 'Forbidden');
    const jwt = { claims, scopes: granted };
    const requestContext = { ...event.requestContext, routeKey: route.key, authorizer: { jwt } };
    return (await invoke({ ...event, routeKey: route.key, requestContext })) as Answered;
  };
}

const refusal = (statusCode: number, message: string): Answered => ({ statusCode, body: JSON.stringify({ message }) });

/** The whole path wins over a greedy one, the method over ANY; letters and escapes are taken as they are written. */
function routeFor(routes: readonly Route[], method: string, path: string): Route | undefined {
  const find = (fits: (pattern: string) => boolean): Route | undefined =>
    [method, 'ANY']
      .map((verb) => routes.find(({ key }) => key.startsWith(`${verb} `) && fits(key.slice(verb.length + 1))))
      .find((route) => route !== undefined);
  const greedy = (pattern: string): boolean => {
    const prefix = pattern.replace(/\{proxy\+\}$/, '');
    return prefix !== pattern && path.startsWith(prefix) && path.length > prefix.length;
  };
  return find((pattern) => pattern === path) ?? find(greedy);
}

async function authorizerOf(template: Template, ask: (url: string) => Promise<Response>): Promise<Authorizer> {
  const { Properties } = first(template, 'AWS::ApiGatewayV2::Authorizer');
  if (list(Properties['IdentitySource']).map(textOf).join() !== '$request.header.Authorization') {
    throw new Error('the authorizer looks for the token somewhere else');
  }
  const issuer = textOf(at(Properties, 'JwtConfiguration', 'Issuer'));
  const audience = list(at(Properties, 'JwtConfiguration', 'Audience')).map(textOf);
  const found = await ask(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri: address, issuer: itself } = (await found.json()) as { jwks_uri: string; issuer: string };
  if (itself !== issuer) throw new Error(`the issuer calls itself ${itself}`);
  return { issuer, audience, keys: createLocalJWKSet((await (await ask(address)).json()) as JSONWebKeySet) };
}

/** Null for a token that is not believed. */
async function claimsOf(token: string, { issuer, audience, keys }: Authorizer, now: Date) {
  try {
    // `client_id` stands in for an `aud` that is not there, as in the access tokens of Cognito.
    const { aud, client_id: client } = decodeJwt(token);
    if (aud === undefined && !audience.includes(String(client))) return null;
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ['RS256', 'RS384', 'RS512'],
      requiredClaims: ['exp'],
      currentDate: now,
      ...(aud === undefined ? {} : { audience: [...audience] }),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
