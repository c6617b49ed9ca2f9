/** Functions that nobody can call, or that Lambda refuses to make. */
import { at, first, ofType, type Properties, type Template } from '../template.ts';
import type { Mistake } from './mistake.ts';

const PERMISSION = 'AWS::Lambda::Permission';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED = new Set(
  (
    '_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME ' +
    'AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE ' +
    'AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY ' +
    'AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR'
  ).split(' '),
);

const principal: Mistake = {
  name: 'a permission for a service that does not exist, or for everybody’s API',
  find: (template) =>
    ofType(template, PERMISSION).flatMap(({ id, Properties }) =>
      Properties['Principal'] === 'apigateway.amazonaws.com' && Properties['SourceArn'] !== undefined ? [] : [id],
    ),
  make: {
    'mistyped principal': (template) =>
      void (first(template, PERMISSION).Properties['Principal'] = 'apigatewayv2.amazonaws.com'),
    'no source': (template) => void delete first(template, PERMISSION).Properties['SourceArn'],
  },
};

const environment: Mistake = {
  name: 'an environment variable whose name Lambda keeps to itself',
  find: (template) =>
    ofType(template, 'AWS::Lambda::Function').flatMap(({ id, Properties }) => {
      const names = Object.keys((at(Properties, 'Environment', 'Variables') ?? {}) as Properties);
      return names.filter((name) => RESERVED.has(name) || !/^[A-Za-z]\w+$/.test(name)).map((name) => `${id}: ${name}`);
    }),
  make: Object.fromEntries(
    ['AWS_REGION', '_HANDLER', 'SEATWATCH-TABLE'].map((name) => [
      name,
      (template: Template) => {
        const variables = at(first(template, 'AWS::Lambda::Function').Properties, 'Environment', 'Variables');
        (variables as Properties)[name] = 'x';
      },
    ]),
  ),
};

export const FUNCTION_MISTAKES: readonly Mistake[] = [principal, environment];
