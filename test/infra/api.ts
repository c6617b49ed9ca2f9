import { describe, expect, test } from 'vitest';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { at, first, list, ofType, type Properties, type Template, textOf } from './template.ts';

const READ = 'GET HEAD'.split(' ');
const PUBLIC = ['/', '/assets/{proxy+}', '/config.json', '/healthz', '/v1/openapi.json'];
const LISTED = ['usage', 'overages', 'customers', 'underused', 'providers', 'coverage', 'corrections', 'runs'];

/** Scopes by route key; null = open to everybody. */
const expected = (read: string, collect: string): Record<string, string[] | null> => ({
  ...Object.fromEntries(PUBLIC.flatMap((path) => READ.map((method) => [`${method} ${path}`, null]))),
  ...Object.fromEntries(LISTED.flatMap((name) => READ.map((method) => [`${method} /v1/${name}`, [read]]))),
  'POST /v1/runs': [collect],
  'ANY /v1/{proxy+}': [read, collect],
});

const scopesOf = (template: Template): Record<string, unknown> =>
  Object.fromEntries(
    ofType(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
      textOf(Properties['RouteKey']),
      Properties['AuthorizationType'] === 'NONE' ? null : Properties['AuthorizationScopes'],
    ]),
  );

const apiVariables = (template: Template): Properties => {
  const api = ofType(template, 'AWS::Lambda::Function').find(({ Properties }) => Properties['Timeout'] === 29);
  return at(api?.Properties, 'Environment', 'Variables') as Properties;
};

/** Who may ask what. */
export function describeApi(standard: Template, templates: Readonly<Record<string, Template>>): void {
  const own = templates['an issuer of one’s own'] ?? standard;
  const everything = templates['everything said'] ?? standard;

  describe('the API', () => {
    test('asks of each route the scope that its method needs; only the page and its like are open', () => {
      expect(scopesOf(standard)).toEqual(expected('seatwatch/read', 'seatwatch/collect'));
      expect(scopesOf(own)).toEqual(expected('Seats.Read', 'Seats.Collect'));
    });

    test('is throttled and writes an access log without a caller in it', () => {
      const { Properties } = first(standard, 'AWS::ApiGatewayV2::Stage');
      expect(Properties['DefaultRouteSettings']).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
      const format = textOf(at(Properties, 'AccessLogSettings', 'Format'));
      expect(format).toContain('$context.requestId');
      expect(format).not.toMatch(/identity|authorizer\.claims|userAgent/);
    });

    test('knows its collectors, and where and for what people sign in', () => {
      const variables = apiVariables(standard);
      for (const id of PROVIDER_IDS) {
        const name = `SEATWATCH_COLLECTOR_${id.toUpperCase().replaceAll('-', '_')}`;
        expect(textOf(variables[name])).toContain(id.replaceAll('-', ''));
      }
      expect(textOf(variables['SEATWATCH_ISSUER'])).toMatch(/^\$\{People.*\.ProviderURL\}$/);
      expect(textOf(variables['SEATWATCH_SIGN_IN_ORIGIN'])).toMatch(/^https:\/\/.*\.amazoncognito\.com$/);
      expect(apiVariables(own)).not.toHaveProperty('SEATWATCH_SIGN_IN_ORIGIN');
      expect(apiVariables(own)).toMatchObject({
        SEATWATCH_ISSUER: 'https://login.example.com/tenant/v2.0',
        SEATWATCH_CLIENT_ID: 'page',
        SEATWATCH_SCOPE_READ: 'Seats.Read',
        SEATWATCH_SCOPE_COLLECT: 'Seats.Collect',
      });
    });

    test('knows no collector that is switched off', () => {
      const names = Object.keys(apiVariables(templates['one provider only'] ?? standard));
      expect(names.filter((name) => name.startsWith('SEATWATCH_COLLECTOR_'))).toEqual([
        'SEATWATCH_COLLECTOR_TREND_MICRO',
      ]);
    });

    test('believes the issuer of one’s own, and then needs no user pool', () => {
      expect(first(own, 'AWS::ApiGatewayV2::Authorizer').Properties['JwtConfiguration']).toEqual({
        Issuer: 'https://login.example.com/tenant/v2.0',
        Audience: ['api://seatwatch'],
      });
      expect(Object.values(own.Resources).filter(({ Type }) => Type.startsWith('AWS::Cognito'))).toEqual([]);
    });
  });

  describe('the people', () => {
    const pool = first(standard, 'AWS::Cognito::UserPool');

    test('are invited, never enrol themselves, and need a second factor', () => {
      expect(pool.Properties).toMatchObject({
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      });
      expect(pool.DeletionPolicy).toBe('Retain');
    });

    test('sign in on a page that is shown: a managed one, with a style, at an address without forbidden words', () => {
      const client = ofType(standard, 'AWS::Cognito::UserPoolClient')[0];
      expect(first(standard, 'AWS::Cognito::ManagedLoginBranding').Properties).toMatchObject({
        ClientId: { Ref: client?.id },
        UseCognitoProvidedValues: true,
      });
      const domain = first(standard, 'AWS::Cognito::UserPoolDomain').Properties;
      expect(domain['ManagedLoginVersion']).toBe(2);
      expect(at(domain['Domain'], 'Fn::Join', 1, 0)).toBe('seatwatch-');
    });

    test('come back to the page, or to the command line, with a code, and their client has no secret', () => {
      const { Properties } = first(standard, 'AWS::Cognito::UserPoolClient');
      expect(Properties).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
      expect(list(Properties['CallbackURLs']).map(textOf)).toEqual([
        expect.stringMatching(/^\$\{Gateway.*\.ApiEndpoint\}\/$/),
        'http://localhost:8400/',
      ]);
      expect(list(Properties['AllowedOAuthScopes']).map(textOf)).toEqual([
        'openid',
        expect.stringMatching(/\/read$/),
        expect.stringMatching(/\/collect$/),
      ]);
    });

    test('share the API with programs only where that was asked for', () => {
      expect(ofType(standard, 'AWS::Cognito::UserPoolClient')).toHaveLength(1);
      const machine = ofType(everything, 'AWS::Cognito::UserPoolClient').find(
        ({ Properties }) => Properties['GenerateSecret'] === true,
      );
      expect(machine?.Properties['AllowedOAuthFlows']).toEqual(['client_credentials']);
      const audience = at(
        first(everything, 'AWS::ApiGatewayV2::Authorizer').Properties,
        'JwtConfiguration',
        'Audience',
      );
      expect(list(audience)).toContainEqual({ Ref: machine?.id });
    });
  });
}
