import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { Ledger } from '../../infra/ledger.ts';
import { TABLE } from '../../lib/ledger/table.ts';

const stack = new Stack(new App(), 'Test');
new Ledger(stack, 'Ledger', { keep: true });
const template = Template.fromStack(stack);
const { partitionKey, sortKey, index } = TABLE;

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

test('there is one table in one region, and AWS names it', () => {
  template.resourceCountIs('AWS::DynamoDB::Table', 1);
  template.resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    TableName: Match.absent(),
    StreamSpecification: Match.absent(),
  });
});

test('its keys and its index are those that the code reads and writes', () => {
  const [table] = Object.values(template.findResources('AWS::DynamoDB::Table'));
  expect(table?.['Properties']).toMatchObject({
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

test('it is paid by request, can be put back to any second of 35 days, and outlives its stack', () => {
  template.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    },
  });
});
