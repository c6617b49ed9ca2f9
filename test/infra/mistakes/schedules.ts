/** Schedules that Scheduler refuses. */
import { longestGap } from '../../../lib/schedule.ts';
import { at, first, ofType, type Properties, type Template, type Value, textOf } from '../template.ts';
import type { Mistake } from './mistake.ts';

const schedules = (template: Template) => ofType(template, 'AWS::Scheduler::Schedule');

/** Scheduler knows the names of the time zone database, in their own spelling. */
function isZone(name: Value): boolean {
  if (name === 'UTC') return true;
  const names = new Set(Intl.supportedValuesOf('timeZone'));
  return typeof name === 'string' && names.has(name);
}

const expression: Mistake = {
  name: 'a schedule with a bad field',
  find: (template) =>
    schedules(template).flatMap(({ id, Properties }) => {
      const text = textOf(Properties['ScheduleExpression']);
      return longestGap(text) === null ? [`${id}: ${text}`] : [];
    }),
  make: Object.fromEntries(
    ['cron(61 * * * ? *)', 'cron(0 24 * * ? *)', 'cron(0 * * * * *)', 'cron(0 * * ? *)', 'rate(1 hours)'].map(
      (text) => [
        text,
        (template: Template) =>
          void (first(template, 'AWS::Scheduler::Schedule').Properties['ScheduleExpression'] = text),
      ],
    ),
  ),
};

const zone: Mistake = {
  name: 'a schedule in a time zone that does not exist',
  find: (template) =>
    schedules(template).flatMap(({ id, Properties }) => {
      const name = Properties['ScheduleExpressionTimezone'];
      return isZone(name) ? [] : [`${id}: ${textOf(name)}`];
    }),
  make: Object.fromEntries(
    ['Asia/Tokio', '+09:00', 'asia/tokyo'].map((name) => [
      name,
      (template: Template) => {
        first(template, 'AWS::Scheduler::Schedule').Properties['ScheduleExpressionTimezone'] = name;
      },
    ]),
  ),
};

/** Where a role is taken, and by what. */
const roles = (template: Template): { readonly id: string; readonly role: Value }[] => [
  ...schedules(template).map(({ id, Properties }) => ({ id, role: at(Properties, 'Target', 'RoleArn') })),
  ...ofType(template, 'AWS::Lambda::Function').map(({ id, Properties }) => ({ id, role: Properties['Role'] })),
];

const role: Mistake = {
  name: 'a role given by its name instead of its ARN',
  find: (template) =>
    roles(template).flatMap(({ id, role: value }) => {
      const [name, attribute] = [at(value, 'Fn::GetAtt', 0), at(value, 'Fn::GetAtt', 1)];
      const isRole = typeof name === 'string' && template.Resources[name]?.Type === 'AWS::IAM::Role';
      return isRole && attribute === 'Arn' ? [] : [`${id}: ${JSON.stringify(value)}`];
    }),
  make: {
    'of a schedule': (template) => {
      const target = first(template, 'AWS::Scheduler::Schedule').Properties['Target'] as Properties;
      target['RoleArn'] = { Ref: textOf(at(target['RoleArn'], 'Fn::GetAtt', 0)) };
    },
    'of a function': (template) => {
      const { Properties } = first(template, 'AWS::Lambda::Function');
      Properties['Role'] = 'SeatwatchRole';
    },
  },
};

export const SCHEDULE_MISTAKES: readonly Mistake[] = [expression, zone, role];
