import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALARM_METRICS } from '../../infra/cost.ts';
import { METRICS } from '../../lib/metrics.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { at, first, list, ofType, type Properties, type Template, textOf } from './template.ts';

const README = join(import.meta.dirname, '../../README.md');

const alarmsOf = (template: Template): Record<string, Properties> =>
  Object.fromEntries(
    ofType(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => [textOf(Properties['AlarmName']), Properties]),
  );

/** What rings, when, and what it says. */
export function describeAlarms(standard: Template, templates: Readonly<Record<string, Template>>): void {
  const alarms = alarmsOf(standard);
  const everything = alarmsOf(templates['everything said'] ?? standard);

  describe('the alarms', () => {
    test('are three for each provider, and three for what they share', () => {
      const perProvider = PROVIDER_IDS.flatMap((id) =>
        ['seat-overage', 'collection-failing', 'data-late'].map((kind) => `seatwatch-${id}-${kind}`),
      );
      const shared = ['api-errors', 'dead-letters', 'failed-runs'].map((kind) => `seatwatch-${kind}`);
      expect(Object.keys(alarms).toSorted()).toEqual([...perProvider, ...shared].toSorted());
    });

    test.each(PROVIDER_IDS)('of %s watch the metrics that its collector sends', (provider) => {
      const Dimensions = [{ Name: METRICS.dimension, Value: provider }];
      const watched = { Namespace: METRICS.namespace, Dimensions, Statistic: 'Maximum', EvaluationPeriods: 1 };
      expect(alarms[`seatwatch-${provider}-seat-overage`]).toMatchObject({
        ...watched,
        MetricName: 'SeatsExceeded',
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 0,
        Period: 3600,
        TreatMissingData: 'ignore',
      });
      expect(alarms[`seatwatch-${provider}-data-late`]).toMatchObject({
        ...watched,
        MetricName: 'DataAgeHours',
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 30,
        Period: 3 * 3600,
        TreatMissingData: 'breaching',
      });
    });

    test.each(PROVIDER_IDS)('of %s ring when three ticks in a row had no run that succeeded', (provider) => {
      const alarm = alarms[`seatwatch-${provider}-collection-failing`] ?? {};
      expect(alarm).toMatchObject({ EvaluationPeriods: 3, DatapointsToAlarm: 3, TreatMissingData: 'notBreaching' });
      const [math, errors, runs] = list(alarm['Metrics']);
      expect(at(math, 'Expression')).toBe('IF(errors >= runs, 1, 0)');
      for (const [query, name] of [
        [errors, 'Errors'],
        [runs, 'Invocations'],
      ] as const) {
        expect(at(query, 'MetricStat')).toMatchObject({ Period: 3600, Stat: 'Sum', Metric: { MetricName: name } });
        expect(JSON.stringify(query)).toContain(provider.replaceAll('-', ''));
      }
    });

    test('look at periods as long as the ticks are apart, and at the threshold that was asked for', () => {
      expect(everything['seatwatch-line-works-seat-overage']?.['Threshold']).toBe(10);
      expect(at(everything['seatwatch-line-works-collection-failing'], 'Metrics', 1, 'MetricStat', 'Period')).toBe(
        43_200,
      );
      expect(everything['seatwatch-line-works-data-late']).toMatchObject({ Period: 86_400, EvaluationPeriods: 2 });
      expect(everything['seatwatch-trend-micro-data-late']).toMatchObject({ Period: 86_400, EvaluationPeriods: 3 });
    });

    test('do not ring for a single failed run, but for ticks that were not delivered', () => {
      expect(alarms['seatwatch-dead-letters']).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
      expect(JSON.stringify(alarms['seatwatch-dead-letters'])).toContain('Undelivered');
      expect(alarms['seatwatch-failed-runs']).toMatchObject({ DatapointsToAlarm: 8, EvaluationPeriods: 24 });
    });

    test('watch as many metrics as the costs are reckoned with', () => {
      const watched = Object.values(alarms).map(
        ({ Metrics }) => list(Metrics).filter((one) => at(one, 'MetricStat') !== undefined).length || 1,
      );
      expect(watched.reduce((sum, metrics) => sum + metrics, 0)).toBe(ALARM_METRICS);
    });

    test('all go to one topic, which lets CloudWatch in', () => {
      const [topic, ...others] = ofType(standard, 'AWS::SNS::Topic');
      expect(others).toEqual([]);
      for (const alarm of Object.values(alarms)) expect(alarm['AlarmActions']).toEqual([{ Ref: topic?.id }]);
      const statements = at(first(standard, 'AWS::SNS::TopicPolicy').Properties, 'PolicyDocument', 'Statement');
      expect(list(statements)).toContainEqual(
        expect.objectContaining({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
        }),
      );
      expect(ofType(standard, 'AWS::SNS::Subscription')).toEqual([]);
    });

    test('reach a mailbox where one is named', () => {
      const { Properties } = first(templates['everything said'] ?? standard, 'AWS::SNS::Subscription');
      expect(Properties).toMatchObject({ Protocol: 'email', Endpoint: 'seats@example.com' });
    });

    test('say what to do, and where it is written at length', () => {
      for (const alarm of Object.values(alarms)) {
        expect(alarm['AlarmDescription']).toMatch(/^.{60,} See README\.md#[a-z-]+$/s);
      }
      for (const alarm of Object.values(everything)) {
        expect(alarm['AlarmDescription']).toMatch(/ See https:\/\/example\.com\/seatwatch#[a-z-]+$/);
      }
    });

    test.skipIf(!existsSync(README))('point to headings that the README has', () => {
      const headings = new Set(
        [...readFileSync(README, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
          heading
            .toLowerCase()
            .replace(/[^\w\- ]/g, '')
            .replaceAll(' ', '-'),
        ),
      );
      for (const alarm of Object.values(alarms)) {
        const [, heading = ''] = /#([a-z-]+)$/.exec(textOf(alarm['AlarmDescription'])) ?? [];
        expect([...headings]).toContain(heading);
      }
    });
  });

  test('the dashboard shows every metric of every provider, and every alarm', () => {
    const body = textOf(first(standard, 'AWS::CloudWatch::Dashboard').Properties['DashboardBody']);
    for (const name of Object.values(METRICS.names)) {
      for (const provider of PROVIDER_IDS) {
        expect(body).toContain(`"${METRICS.namespace}","${name}","${METRICS.dimension}","${provider}"`);
      }
    }
    for (const { id } of ofType(standard, 'AWS::CloudWatch::Alarm')) expect(body).toContain(`\${${id}.Arn}`);
  });
}
