import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, test } from 'vitest';
import { ENTRIES } from '../../infra/bundles.ts';
import { describeAlarms } from './alarms.ts';
import { describeApi } from './api.ts';
import { CONFIGURATIONS } from './configurations.ts';
import { describeMachinery } from './machinery.ts';
import { MISTAKES } from './mistakes.ts';
import { describeRoles } from './roles.ts';
import { linesOf } from './shape.ts';
import { appWith, synthesize, type Template } from './template.ts';

// One file for all that needs the template: loading the CDK takes longer than everything else here.
const folder = mkdtempSync(join(tmpdir(), 'seatwatch-stack-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of Object.keys(ENTRIES)) {
  mkdirSync(join(folder, 'functions', name), { recursive: true });
  writeFileSync(join(folder, 'functions', name, 'index.mjs'), 'export const handler = () => {};\n');
}
const make = (name: string): Template =>
  synthesize(CONFIGURATIONS[name], join(folder, 'functions'), join(folder, name.replaceAll(' ', '-')));
const templates = Object.fromEntries(Object.keys(CONFIGURATIONS).map((name) => [name, make(name)]));
const standard = templates['as it comes'] ?? make('as it comes');

describe.each(MISTAKES)('$name', ({ find, make: mistakes }) => {
  test.each(Object.keys(templates))('is not in the template: %s', (name) => {
    expect(find(templates[name] ?? standard)).toEqual([]);
  });

  test.each(Object.keys(mistakes))('would be found: %s', (way) => {
    const broken = structuredClone(standard);
    mistakes[way]?.(broken);
    expect(find(broken)).not.toEqual([]);
  });
});

describe('the rules of others', () => {
  test.each([
    ['AWS’s, on what CloudFormation takes', 'F3002', 'Nonsense'],
    ['cdk-nag’s, on what is good practice', 'AwsSolutions-SQS4', 'QueueName'],
  ])('are asked at every synthesis: %s', (_, rule, property) => {
    const outdir = join(folder, rule);
    const app = appWith({}, join(folder, 'functions'), outdir);
    new CfnQueue(app.node.findChild('Seatwatch'), 'Broken').addPropertyOverride(property, 'x');
    expect(() => app.synth()).toThrow('validation-report.json');
    expect(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).toContain(rule);
  });

  test('are not reached with more settings than a function’s environment holds', () => {
    const expectedOverages = Array.from({ length: 50 }, (_, at) => ({
      provider: 'trend-micro',
      customerId: `00000000-0000-0000-0000-${at}`,
      above: 1,
    }));
    expect(() => appWith({ expectedOverages }, folder, folder)).toThrow(/expectedOverages takes \d+ bytes of at most/);
  });

  test('the same settings give the same bytes', () => {
    expect(make('as it comes')).toEqual(standard);
  });
});

describe('the shape of the stack', () => {
  test('as it comes', () => {
    expect(linesOf(standard).join('\n')).toMatchSnapshot();
  });

  test.each(Object.keys(CONFIGURATIONS).slice(1))('what is different: %s', (name) => {
    const [before, after] = [linesOf(standard), linesOf(templates[name] ?? standard)];
    const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
    const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
    expect([...gone, ...added].join('\n')).toMatchSnapshot();
  });
});

describeMachinery(standard, templates);
describeApi(standard, templates);
describeAlarms(standard, templates);
describeRoles(standard, templates['everything said'] ?? standard);
