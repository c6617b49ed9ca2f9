/** Alarms that CloudWatch refuses, or accepts and never rings. */
import { at, list, ofType, type Properties, type Resource, type Template, textOf, type Value } from '../template.ts';
import { isAlarmRule } from './alarm-rule.ts';
import type { Mistake } from './mistake.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const alarms = (template: Template) => ofType(template, ALARM);
const queries = (alarm: Resource): Value[] => list(alarm.Properties['Metrics']);

/** Names of metric math, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
const isFunction = (word: string): boolean => /^[A-Z_]+$/.test(word);

function balanced(text: string): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '(') open++;
    if (char === ')' && --open < 0) return false;
  }
  return open === 0;
}

/** The first alarm made with metric math. */
function mathIn(template: Template): Properties {
  for (const alarm of alarms(template)) {
    const found = queries(alarm).find((query) => at(query, 'Expression') !== undefined);
    if (found !== undefined) return found as Properties;
  }
  throw new Error('no alarm uses metric math');
}

function alarmWith(template: Template, name: string): Properties {
  const found = alarms(template).find(({ Properties }) => Properties[name] !== undefined);
  if (!found) throw new Error(`no alarm has ${name}`);
  return found.Properties;
}

const expression: Mistake = {
  name: 'a metric expression with an unknown id or a missing parenthesis',
  find: (template) =>
    alarms(template).flatMap((alarm) => {
      const ids = new Set(queries(alarm).map((query) => at(query, 'Id')));
      return queries(alarm).flatMap((query) => {
        const text = at(query, 'Expression');
        if (typeof text !== 'string') return [];
        const unknown = (text.match(/[A-Za-z_]\w*/g) ?? []).filter((word) => !isFunction(word) && !ids.has(word));
        const problems = [...unknown.map((word) => `unknown id ${word}`), ...(balanced(text) ? [] : ['unbalanced'])];
        return problems.map((problem) => `${alarm.id}: ${text}: ${problem}`);
      });
    }),
  make: {
    'unknown id': (template) => void (mathIn(template)['Expression'] = 'IF(failures >= runs, 1, 0)'),
    'missing parenthesis': (template) => void (mathIn(template)['Expression'] = 'IF(errors >= runs, 1, 0'),
  },
};

const returned: Mistake = {
  name: 'an alarm that looks at two results, or at none',
  find: (template) =>
    alarms(template).flatMap((alarm) => {
      const shown = queries(alarm).filter((query) => at(query, 'ReturnData') !== false);
      return queries(alarm).length > 0 && shown.length !== 1 ? [`${alarm.id}: ${shown.length} results`] : [];
    }),
  make: {
    'two results': (template) => {
      for (const query of list(alarmWith(template, 'Metrics')['Metrics'])) (query as Properties)['ReturnData'] = true;
    },
    'no result': (template) => void (mathIn(template)['ReturnData'] = false),
  },
};

const datapoints: Mistake = {
  name: 'an alarm that waits for more datapoints than it looks at',
  find: (template) =>
    alarms(template).flatMap(({ id, Properties }) =>
      Number(Properties['DatapointsToAlarm'] ?? 1) > Number(Properties['EvaluationPeriods']) ? [id] : [],
    ),
  make: {
    'four of three': (template) => {
      const alarm = alarmWith(template, 'DatapointsToAlarm');
      alarm['DatapointsToAlarm'] = Number(alarm['EvaluationPeriods']) + 1;
    },
  },
};

const composite: Mistake = {
  name: 'a composite alarm with a rule that cannot be read',
  find: (template) =>
    ofType(template, 'AWS::CloudWatch::CompositeAlarm').flatMap(({ id, Properties }) =>
      isAlarmRule(textOf(Properties['AlarmRule'])) ? [] : [`${id}: ${textOf(Properties['AlarmRule'])}`],
    ),
  make: Object.fromEntries(
    ['ALARM("a") AND', '(ALARM("a") OR OK("b")', 'ALARM(a b)', 'ALERT("a")', ''].map((rule) => [
      `rule "${rule}"`,
      (template: Template) => {
        template.Resources['Composite'] = {
          Type: 'AWS::CloudWatch::CompositeAlarm',
          Properties: { AlarmName: 'all', AlarmRule: rule },
        };
      },
    ]),
  ),
};

export const ALARM_MISTAKES: readonly Mistake[] = [expression, returned, datapoints, composite];
