/** The API's description, OpenAPI 3.1, made from the very schemas that check the parameters. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
  correction,
  coverageItem,
  customerTotals,
  gatewayAnswer,
  overage,
  problemAnswer,
  providerStatus,
  runResult,
  underusedSeats,
  usageRecord,
} from './answers.ts';
import type { Route } from './call.ts';
import { PUBLIC } from './public-routes.ts';
import type { Settings } from './settings.ts';

type Schema = v.GenericSchema<unknown, unknown>;

/** Shown once, under these names. */
const COMPONENTS: Readonly<Record<string, Schema>> = {
  UsageRecord: usageRecord,
  Overage: overage,
  CustomerTotals: customerTotals,
  UnderusedSeats: underusedSeats,
  ProviderStatus: providerStatus,
  CoverageItem: coverageItem,
  Correction: correction,
  RunResult: runResult,
  Problem: problemAnswer,
  GatewayMessage: gatewayAnswer,
};

function schemaOf(schema: Schema, definitions = COMPONENTS): Record<string, unknown> {
  const {
    $schema: _,
    $defs: __,
    ...shown
  } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    // A day that exists is checked beyond what a schema can say.
    errorMode: 'ignore',
    definitions,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  }) as Record<string, unknown>;
  return shown;
}

/** Itself, not a reference to itself; others that it holds are references. */
const componentOf = (name: string, schema: Schema): Record<string, unknown> =>
  schemaOf(schema, Object.fromEntries(Object.entries(COMPONENTS).filter(([other]) => other !== name)));

const jsonOf = (schema: Schema) => ({ 'application/json': { schema: schemaOf(schema) } });

const problemOf = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: schemaOf(problemAnswer) } },
});

/** A refusal of the function, or of the gateway before it in the gateway's own form. */
const refusalOf = (description: string) => {
  const { content } = problemOf(description);
  return { description, content: { ...content, ...jsonOf(gatewayAnswer) } };
};

function answerOf({ status, answer, line }: Route) {
  const lines = line && {
    'text/csv': { schema: { type: 'string', description: 'RFC 4180; the header is in the first answer only.' } },
    'application/x-ndjson': { schema: { type: 'string', description: 'One item of the JSON form a line.' } },
  };
  const link = { description: 'The next part of CSV or NDJSON, as a relative address.', schema: { type: 'string' } };
  return {
    description: status === 202 ? 'The run that was started, or that is under way.' : 'The answer.',
    ...(line ? { headers: { Link: link } } : {}),
    content: { ...jsonOf(answer), ...lines },
  };
}

function operationOf(route: Route, { scopes }: Settings) {
  const { method, id, summary, parameters, body, status } = route;
  return {
    operationId: id,
    summary,
    security: [{ token: [method === 'POST' ? scopes.collect : scopes.read] }],
    parameters: Object.entries(parameters).map(([name, schema]) => {
      const { description, ...shown } = schemaOf(schema);
      return { name, in: 'query', required: false, description, schema: shown };
    }),
    ...(body ? { requestBody: { required: true, content: jsonOf(body) } } : {}),
    responses: {
      [status]: answerOf(route),
      400: problemOf('A parameter is unknown, repeated or wrong; it is named.'),
      401: refusalOf('There is no token, or it is not valid any more.'),
      403: refusalOf('The token lacks the scope.'),
      429: { description: 'More calls than the gateway lets through.', content: jsonOf(gatewayAnswer) },
      500: refusalOf('It went wrong; the log holds the reason.'),
      503: refusalOf(body ? 'There is no collector, or the ledger is out of reach.' : 'The ledger is out of reach.'),
    },
  };
}

export function describeApi(routes: readonly Route[], settings: Settings): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, settings) };
  }
  for (const { path, id, summary, type, answer } of PUBLIC) {
    const responses = { 200: { description: summary, content: { [type]: { schema: schemaOf(answer) } } } };
    paths[path] = { get: { operationId: id, summary, security: [], responses } };
  }
  const issuer = settings.issuer === null ? '' : ` of ${settings.issuer}`;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Seatwatch',
      version: '1.0.0',
      description: "Every vendor's licence seats and usage in one ledger.",
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(COMPONENTS).map(([name, schema]) => [name, componentOf(name, schema)]),
      ),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: `An access token${issuer}.` },
      },
    },
  };
}
