import { at, list, type Properties, type Template, textOf, type Value } from './template.ts';

/** The template in lines that a person can compare: no hashes, no ids, only what somebody decided. */
export function linesOf(template: Template): string[] {
  return Object.values(template.Resources)
    .map(({ Type, Properties, DeletionPolicy, Metadata }) => {
      const path = String(Metadata?.['aws:cdk:path'])
        .replace(/^Seatwatch\//, '')
        .replace(/\/Resource$/, '');
      const kept = DeletionPolicy === 'Retain' ? ', kept' : '';
      const name = path.replace(/^(Api)\/.*ApiPermission.*/, '$1');
      return `${Type.replace('AWS::', '')} ${name}${detail(Type, Properties)}${kept}`;
    })
    .toSorted();
}

function detail(type: string, properties: Properties): string {
  const shown = (...names: string[]): string =>
    names.flatMap((name) => (properties[name] === undefined ? [] : [textOf(properties[name])])).join(' ');
  switch (type) {
    case 'AWS::ApiGatewayV2::Route':
      return `: ${[properties['AuthorizationType'], ...list(properties['AuthorizationScopes'])].map(textOf).join(' ')}`;
    case 'AWS::ApiGatewayV2::Authorizer':
      return `: ${textOf(at(properties, 'JwtConfiguration', 'Issuer'))} for ${list(
        at(properties, 'JwtConfiguration', 'Audience'),
      )
        .map(textOf)
        .join(' ')}`;
    case 'AWS::CloudWatch::Alarm':
      return `: ${shown('MetricName', 'Statistic', 'ComparisonOperator', 'Threshold', 'EvaluationPeriods', 'Period', 'TreatMissingData')}`;
    case 'AWS::Lambda::Function':
      return `: ${shown('Timeout', 'ReservedConcurrentExecutions')} ${names(at(properties, 'Environment', 'Variables'))}`;
    case 'AWS::Logs::LogGroup':
      return `: ${shown('RetentionInDays')} days`;
    case 'AWS::Scheduler::Schedule':
      return `: ${shown('Name', 'ScheduleExpression', 'ScheduleExpressionTimezone')}`;
    case 'AWS::Cognito::UserPoolClient':
      return `: ${list(properties['AllowedOAuthFlows']).map(textOf).join(' ')}`;
    default:
      return '';
  }
}

const names = (variables: Value): string => Object.keys((variables ?? {}) as Properties).join(' ');
