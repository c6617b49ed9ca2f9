import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../../functions/api/routes.ts';
import { writeRun } from '../../../lib/ledger/runs.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, openDoor, tableOf } from './door.ts';
import { fillWorld, lineWorksRow, NOW, readNovember } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
  await readNovember(door.table, '10000001', [lineWorksRow('10000001', '2026-11-18', 99)], {
    at: '2026-11-21T01:30:00Z',
  });
  await writeRun(door.table, {
    provider: 'line-works',
    runId: '1',
    status: 'partial',
    startedAt: '2026-11-21T01:00:00.000Z',
    finishedAt: null,
    scheduledTime: null,
    windows: { due: 1, collected: 0, failed: 1, deferred: 0 },
    records: { read: 0, changed: 0, unchanged: 0, rejected: 0, withdrawn: 0 },
    overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
    failures: [{ account: null, dataset: null, customerId: null, window: null, code: 'UNEXPECTED', message: 'm' }],
    failuresOmitted: 0,
  });
});
afterAll(() => db.close());

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: Record<string, unknown>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: ReadonlyArray<Record<string, string[]>>;
  readonly parameters?: readonly Parameter[];
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: object }> }>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { readonly required?: string[] }> };
}

const described = async (): Promise<Description> => (await door.get('/v1/openapi.json')).json as Description;

describe('the description', () => {
  test('names every route with its scope', async () => {
    const { openapi, paths } = await described();
    expect(openapi).toBe('3.1.0');
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, one]) => `${method} ${path} ${one.security.flatMap((need) => need['token'] ?? []).join()}`,
      ),
    );
    expect(operations.toSorted()).toEqual([
      'get / ',
      'get /config.json ',
      'get /healthz ',
      'get /v1/corrections seatwatch/read',
      'get /v1/coverage seatwatch/read',
      'get /v1/customers seatwatch/read',
      'get /v1/openapi.json ',
      'get /v1/overages seatwatch/read',
      'get /v1/providers seatwatch/read',
      'get /v1/runs seatwatch/read',
      'get /v1/underused seatwatch/read',
      'get /v1/usage seatwatch/read',
      'post /v1/runs seatwatch/collect',
    ]);
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names every parameter that is read, and no other', async () => {
    const { paths } = await described();
    for (const { path, method, parameters } of ROUTES) {
      const shown = paths[path]?.[method.toLowerCase()]?.parameters ?? [];
      expect(shown.map((one) => one.name)).toEqual(Object.keys(parameters));
      for (const one of shown) {
        expect(one).toMatchObject({ in: 'query', description: expect.stringMatching(/\.$/) });
        expect(one.schema['type']).toMatch(/^(string|integer)$/);
      }
    }
    const usage = paths['/v1/usage']?.['get']?.parameters ?? [];
    const schemas = Object.fromEntries(usage.map((one) => [one.name, one.schema]));
    expect(schemas['limit']).toEqual({ type: 'integer', minimum: 1, maximum: 1000 });
    expect(schemas['from']).toEqual({ type: 'string', format: 'date' });
    expect(schemas['format']).toEqual({ type: 'string', enum: ['json', 'csv', 'ndjson'] });
  });

  test('refers only to what it holds', async () => {
    const text = (await door.get('/v1/openapi.json')).text;
    const { components, paths } = JSON.parse(text) as Description;
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    const held = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.filter((target) => target === undefined || !held.includes(target))).toEqual([]);
    expect(new Set(references).size).toBe(held.length);
    const forms = Object.keys(paths['/v1/overages']?.['get']?.responses['200']?.content ?? {});
    expect(forms).toEqual(['application/json', 'text/csv', 'application/x-ndjson']);
    expect(components.schemas['UsageRecord']?.required).toHaveLength(18);
  });

  test('is what is answered, field for field', async () => {
    for (const { path, method, answer } of ROUTES) {
      if (method !== 'GET') continue;
      const { json } = await door.get(path);
      const { items } = json as { items: unknown[] };
      expect([path, items.length > 0]).toEqual([path, true]);
      const parsed = v.safeParse(answer, json);
      expect([path, parsed.issues?.map((issue) => [v.getDotPath(issue), issue.message])]).toEqual([path, undefined]);
      // Parsing drops fields that the description does not name.
      expect(parsed.output).toEqual(json);
    }
  });
});
