import { beforeAll, describe, expect, test } from 'vitest';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { type Called, calledBy } from './called.ts';
import { at, list, ofType, type Template, textOf } from './template.ts';

interface Right {
  readonly action: string;
  readonly resource: string;
}

function rightsOf(template: Template, role: unknown): Right[] {
  const properties = template.Resources[String(role)]?.Properties;
  expect(at(properties, 'ManagedPolicyArns')).toBeUndefined();
  return list(at(properties, 'Policies'))
    .flatMap((policy) => list(at(policy, 'PolicyDocument', 'Statement')))
    .flatMap((statement) =>
      list(at(statement, 'Action')).flatMap((action) =>
        list(at(statement, 'Resource')).map((resource) => ({ action: textOf(action), resource: textOf(resource) })),
      ),
    );
}

const functionNamed = (template: Template, name: string) => {
  const found = ofType(template, 'AWS::Lambda::Function').find(({ Metadata }) =>
    String(Metadata?.['aws:cdk:path']).startsWith(`Seatwatch/${name}/`),
  );
  if (!found) throw new Error(`there is no function ${name}`);
  return found;
};

const functionRights = (template: Template, name: string): Right[] =>
  rightsOf(template, at(functionNamed(template, name).Properties['Role'], 'Fn::GetAtt', 0));

const FUNCTIONS = [...PROVIDER_IDS.map((id) => [id, `collect-${id}`] as const), ['Api', 'api'] as const];

/** What a function may do is what its code does, with its own things. */
export function describeRoles(template: Template, everything: Template): void {
  describe('the rights', () => {
    let called: Record<string, Called>;
    beforeAll(async () => {
      called = await calledBy();
    });

    test.each(FUNCTIONS)(
      'of %s are the operations that its code calls, and those of its log and failures',
      (name, bundle) => {
        const allowed = new Set(functionRights(template, name).map(({ action }) => action));
        const kept = name === 'Api' ? [] : ['sqs:SendMessage'];
        expect([...allowed].toSorted()).toEqual(
          [...(called[bundle]?.actions ?? []), ...kept, 'logs:CreateLogStream', 'logs:PutLogEvents'].toSorted(),
        );
      },
    );

    test.each(FUNCTIONS)(
      'of %s at the table reach its index only to ask, and only if its code does',
      (name, bundle) => {
        const table = ofType(template, 'AWS::DynamoDB::Table').map(({ id }) => `\${${id}.Arn}`);
        const rights = functionRights(template, name).filter(({ action }) => action.startsWith('dynamodb:'));
        const indexed = rights.filter(({ resource }) => resource.includes('/index/'));
        expect(indexed).toEqual(
          called[bundle]?.index ? [{ action: 'dynamodb:Query', resource: `${table[0]}/index/marked` }] : [],
        );
        expect(new Set(rights.map(({ resource }) => resource.replace(/\/index\/.*/, '')))).toEqual(new Set(table));
      },
    );

    test.each(PROVIDER_IDS)('of the collector of %s end at its own secret, log and failures', (provider) => {
      const own = provider.replaceAll('-', '');
      const { Properties } = functionNamed(template, provider);
      const rights = functionRights(template, provider);
      const secrets = rights.filter(({ action }) => action.startsWith('secretsmanager:'));
      const secret = textOf(at(Properties, 'Environment', 'Variables', 'SEATWATCH_SECRET'));
      expect(new Set(secrets.map(({ resource }) => resource))).toEqual(new Set([secret]));
      const [, id = ''] = /^\$\{(.*)\}$/.exec(secret) ?? [];
      expect(template.Resources[id]?.Properties['Name']).toBe(`seatwatch/${provider}`);
      const logs = rights.filter(({ action }) => action.startsWith('logs:'));
      expect(logs.every(({ resource }) => resource.startsWith(`\${${own}`))).toBe(true);
      expect(rights.filter(({ action }) => action.startsWith('lambda:'))).toEqual([]);
    });

    test('of a collector reach the webhook’s address where one is named, and only to read it', () => {
      for (const provider of PROVIDER_IDS) {
        const rights = functionRights(everything, provider).filter(({ resource }) => resource.includes('chat/webhook'));
        expect(rights).toEqual([
          {
            action: 'secretsmanager:GetSecretValue',
            resource: expect.stringMatching(/:secretsmanager:.*:secret:chat\/webhook-\?{6}$/) as string,
          },
        ]);
        const { Properties } = functionNamed(everything, provider);
        expect(at(Properties, 'Environment', 'Variables', 'SEATWATCH_WEBHOOK_SECRET')).toBe('chat/webhook');
      }
    });

    test('of the API hold no secret and start exactly the collectors', () => {
      const rights = functionRights(template, 'Api');
      expect(rights.filter(({ action }) => action.startsWith('secretsmanager:'))).toEqual([]);
      const started = rights.filter(({ action }) => action === 'lambda:InvokeFunction').map(({ resource }) => resource);
      const collectors = PROVIDER_IDS.map((id) => `\${${functionNamed(template, id).id}.Arn}`);
      expect(started.toSorted()).toEqual(collectors.toSorted());
    });

    test('name nobody and nothing by a wildcard', () => {
      const roles = ofType(template, 'AWS::IAM::Role');
      expect(roles.length).toBeGreaterThan(0);
      const rights = roles.flatMap(({ id }) => rightsOf(template, id));
      expect(rights.filter(({ action, resource }) => `${action} ${resource}`.includes('*'))).toEqual([]);
      expect(ofType(template, 'AWS::IAM::Policy')).toEqual([]);
    });

    test('of a collector to publish end at the topic of the alarms', () => {
      const topics = ofType(template, 'AWS::SNS::Topic').map(({ id }) => `\${${id}}`);
      for (const provider of PROVIDER_IDS) {
        const published = functionRights(template, provider).filter(({ action }) => action === 'sns:Publish');
        expect(published.map(({ resource }) => resource)).toEqual(topics);
      }
    });

    test('of a schedule are to start its own collector and to put aside what cannot be delivered', () => {
      for (const { Properties } of ofType(template, 'AWS::Scheduler::Schedule')) {
        const rights = rightsOf(template, at(Properties, 'Target', 'RoleArn', 'Fn::GetAtt', 0));
        expect(rights).toEqual([
          { action: 'lambda:InvokeFunction', resource: textOf(at(Properties, 'Target', 'Arn')) },
          { action: 'sqs:SendMessage', resource: textOf(at(Properties, 'Target', 'DeadLetterConfig', 'Arn')) },
        ]);
      }
    });
  });
}
