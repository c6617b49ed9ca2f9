import { describe, expect, test } from 'vitest';
import { TABLE } from '../../lib/ledger/table.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { at, first, ofType, type Properties, type Template, textOf } from './template.ts';

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

/** The table, the secrets, the functions and their ticks. */
export function describeMachinery(standard: Template, templates: Readonly<Record<string, Template>>): void {
  const everything = templates['everything said'] ?? standard;

  describe('the table', () => {
    const table = first(standard, 'AWS::DynamoDB::Table');

    test('is one, in one region, named by AWS, without streams or expiry', () => {
      expect(ofType(standard, 'AWS::DynamoDB::Table')).toHaveLength(1);
      expect(ofType(standard, 'AWS::DynamoDB::GlobalTable')).toHaveLength(0);
      for (const absent of ['TableName', 'StreamSpecification', 'TimeToLiveSpecification']) {
        expect(table.Properties).not.toHaveProperty(absent);
      }
    });

    test('has the keys and the index that the code reads and writes', () => {
      const { partitionKey, sortKey, index } = TABLE;
      expect(table.Properties).toMatchObject({
        KeySchema: keys(partitionKey, sortKey),
        GlobalSecondaryIndexes: [
          {
            IndexName: index.name,
            KeySchema: keys(index.partitionKey, index.sortKey),
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        AttributeDefinitions: [partitionKey, sortKey, index.partitionKey, index.sortKey].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
      });
    });

    test('is paid by request, can be put back to any second of 35 days, and outlives its stack', () => {
      expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
      });
    });

    test('goes with its stack only where that was asked for', () => {
      const { DeletionPolicy, Properties } = first(everything, 'AWS::DynamoDB::Table');
      expect([DeletionPolicy, Properties['DeletionProtectionEnabled']]).toEqual(['Delete', false]);
    });
  });

  describe('the secrets', () => {
    test.each(Object.keys(templates))('have names, instructions and no value: %s', (name) => {
      const secrets = ofType(templates[name] ?? standard, 'AWS::SecretsManager::Secret');
      expect(secrets.map(({ Properties }) => textOf(Properties['Name'])).toSorted()).toEqual(
        PROVIDER_IDS.map((id) => `seatwatch/${id}`).toSorted(),
      );
      for (const { Properties } of secrets) {
        expect(Object.keys(Properties).toSorted()).toEqual(['Description', 'Name']);
        expect(Properties['Description']).toContain('put-secret-value');
      }
    });

    test('outlive their stack', () => {
      for (const { DeletionPolicy } of ofType(standard, 'AWS::SecretsManager::Secret')) {
        expect(DeletionPolicy).toBe('Retain');
      }
    });
  });

  describe('the functions', () => {
    const functions = ofType(standard, 'AWS::Lambda::Function');

    test('are five, on Node 24 and arm64, each with a log that is kept for a while', () => {
      expect(functions).toHaveLength(5);
      for (const { Properties } of functions) {
        expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
        const log = standard.Resources[textOf(at(Properties, 'LoggingConfig', 'LogGroup', 'Ref'))];
        expect(log?.Properties['RetentionInDays']).toBe(90);
        expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
      }
    });

    test('are told the table, and nothing that only the local server may say', () => {
      for (const { Properties } of functions) {
        const variables = at(Properties, 'Environment', 'Variables') as Properties;
        expect(textOf(variables['SEATWATCH_TABLE'])).toMatch(/^\$\{Ledger/);
        expect(variables).not.toHaveProperty('SEATWATCH_AUTH');
        expect(variables).not.toHaveProperty('SEATWATCH_SIMULATED');
      }
    });

    test('that collect set little memory aside for what is dropped at once, and use nearly all of the rest', () => {
      const heaps = functions.flatMap(({ Properties }) => {
        const options = textOf(at(Properties, 'Environment', 'Variables', 'NODE_OPTIONS'));
        const [, heap] = /^--max-semi-space-size=16 --max-old-space-size=(\d+)$/.exec(options) ?? [];
        return heap === undefined ? [] : [Number(heap) / Number(Properties['MemorySize'])];
      });
      expect(heaps).toHaveLength(4);
      for (const part of heaps) expect(part).toSatisfy((most: number) => most > 0.8 && most < 0.9);
    });

    test('that collect are run once per event, within the hour, and leave failures in a queue', () => {
      const failed = ofType(standard, 'AWS::SQS::Queue').find(({ id }) => id.includes('FailedRuns'));
      expect(ofType(standard, 'AWS::Lambda::EventInvokeConfig')).toHaveLength(4);
      for (const { Properties } of ofType(standard, 'AWS::Lambda::EventInvokeConfig')) {
        expect(Properties).toMatchObject({
          MaximumRetryAttempts: 0,
          MaximumEventAgeInSeconds: 3600,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failed?.id, 'Arn'] } } },
        });
      }
    });

    test('are limited, told their history and log for a week where that was asked for', () => {
      const collectors = ofType(everything, 'AWS::Lambda::Function').filter(
        ({ Properties }) => Properties['Timeout'] === 900,
      );
      for (const { Properties } of collectors) {
        expect(Properties['ReservedConcurrentExecutions']).toBe(1);
        const variables = at(Properties, 'Environment', 'Variables') as Properties;
        expect(variables['SEATWATCH_HISTORY']).toBe('{"line-works":24}');
        expect(variables['SEATWATCH_EXPECTED_OVERAGES']).toBe('[{"provider":"trend-micro","above":3}]');
      }
      for (const { Properties } of ofType(everything, 'AWS::Logs::LogGroup'))
        expect(Properties['RetentionInDays']).toBe(7);
    });
  });

  describe('the schedules', () => {
    test('have the provider’s name and zone, few repetitions and a queue for what cannot be delivered', () => {
      const schedules = ofType(standard, 'AWS::Scheduler::Schedule').map(({ Properties }) => Properties);
      expect(
        Object.fromEntries(schedules.map((one) => [textOf(one['Name']), textOf(one['ScheduleExpressionTimezone'])])),
      ).toEqual({
        'line-works': 'Asia/Tokyo',
        'partner-center': 'UTC',
        'naver-cloud': 'Asia/Seoul',
        'trend-micro': 'UTC',
      });
      for (const one of schedules) {
        expect(one['ScheduleExpression']).toBe('rate(1 hour)');
        expect(at(one, 'Target', 'RetryPolicy')).toEqual({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 900 });
        expect(textOf(at(one, 'Target', 'DeadLetterConfig', 'Arn'))).toContain('Undelivered');
        expect(at(one, 'Target', 'Input')).toBe('{"scheduledTime":"<aws.scheduler.scheduled-time>"}');
      }
    });
  });
}
