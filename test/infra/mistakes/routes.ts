/** Routes that let people in, and routes that nobody can call. */
import { at, first, list, ofType, type Resource, type Template, type Value, textOf } from '../template.ts';
import type { Mistake } from './mistake.ts';

const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';
const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const PUBLIC = new Set(['/', '/assets/{proxy+}', '/config.json', '/healthz', '/v1/openapi.json']);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
const ROUTE_KEY =
  /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) (\/|(\/([\w.~-]+|\{\w+\}))*(\/([\w.~-]+|\{\w+\+?\}))))$/;

const routes = (template: Template) =>
  ofType(template, 'AWS::ApiGatewayV2::Route').map(({ id, Properties }) => ({
    id,
    Properties,
    key: textOf(Properties['RouteKey']),
  }));

function routeOf(template: Template, key: string): Resource {
  const found = routes(template).find((route) => route.key === key);
  if (!found) throw new Error(`there is no route ${key}`);
  return { Type: 'AWS::ApiGatewayV2::Route', Properties: found.Properties };
}

const isEmpty = (value: Value): boolean => value === undefined || value === '' || list(value).length === 0;

const authorizer: Mistake = {
  name: 'an authorizer without issuer, audience or place of the token',
  find: (template) =>
    ofType(template, AUTHORIZER).flatMap(({ id, Properties }) =>
      [
        { name: 'kind JWT', missing: Properties['AuthorizerType'] !== 'JWT' },
        { name: 'issuer', missing: isEmpty(at(Properties, 'JwtConfiguration', 'Issuer')) },
        { name: 'audience', missing: isEmpty(at(Properties, 'JwtConfiguration', 'Audience')) },
        { name: 'token', missing: at(Properties, 'IdentitySource', 0) !== '$request.header.Authorization' },
      ].flatMap(({ name, missing }) => (missing ? [`${id}: no ${name}`] : [])),
    ),
  make: {
    'no issuer': (template) =>
      void (first(template, AUTHORIZER).Properties['JwtConfiguration'] = { Audience: ['seatwatch'] }),
    'no audience': (template) =>
      void (first(template, AUTHORIZER).Properties['JwtConfiguration'] = { Issuer: 'https://a', Audience: [] }),
    'no identity source': (template) => void delete first(template, AUTHORIZER).Properties['IdentitySource'],
  },
};

const open: Mistake = {
  name: 'a route beyond the public ones without authorizer or scopes',
  find: (template) =>
    routes(template).flatMap(({ id, key, Properties }) => {
      const [, path = '$default'] = key.split(' ');
      if (PUBLIC.has(path)) return [];
      const asked = at(Properties, 'AuthorizerId', 'Ref');
      const known = typeof asked === 'string' && template.Resources[asked]?.Type === AUTHORIZER;
      const guarded = Properties['AuthorizationType'] === 'JWT' && known;
      return guarded && list(Properties['AuthorizationScopes']).length > 0 ? [] : [`${id}: ${key} is open`];
    }),
  make: {
    'no authorizer': (template) => {
      const { Properties } = routeOf(template, 'GET /v1/usage');
      Properties['AuthorizationType'] = 'NONE';
      delete Properties['AuthorizerId'];
    },
    'no scopes': (template) => void delete routeOf(template, 'HEAD /v1/customers').Properties['AuthorizationScopes'],
    'a public catch-all': (template) => {
      const { Properties } = routeOf(template, 'GET /');
      Properties['RouteKey'] = '$default';
    },
  },
};

const key: Mistake = {
  name: 'a route key that the gateway cannot read',
  find: (template) =>
    routes(template).flatMap((route) => (ROUTE_KEY.test(route.key) ? [] : [`${route.id}: ${route.key}`])),
  make: Object.fromEntries(
    ['GET v1/usage', 'get /v1/usage', 'GET/v1/usage', 'GET /v1/{a+}/b', 'FETCH /v1/usage'].map((bad) => [
      bad,
      (template: Template) => void (routeOf(template, 'GET /v1/usage').Properties['RouteKey'] = bad),
    ]),
  ),
};

const payload: Mistake = {
  name: 'an integration with another payload format than 2.0',
  find: (template) =>
    ofType(template, INTEGRATION).flatMap(({ id, Properties }) =>
      Properties['PayloadFormatVersion'] === '2.0' ? [] : [id],
    ),
  make: {
    '1.0': (template) => void (first(template, INTEGRATION).Properties['PayloadFormatVersion'] = '1.0'),
    none: (template) => void delete first(template, INTEGRATION).Properties['PayloadFormatVersion'],
  },
};

export const ROUTE_MISTAKES: readonly Mistake[] = [authorizer, open, key, payload];
