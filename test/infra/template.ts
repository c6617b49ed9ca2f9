/** A CloudFormation template as the tests read it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedApp } from '../../infra/checked-app.ts';

export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value };
export type Properties = { [name: string]: Value };

export interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

const root = join(import.meta.dirname, '../..');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };

/** The stack with these settings, before it is synthesized. */
export const appWith = (seatwatch: unknown, bundles: string, outdir: string) =>
  checkedApp(bundles, { outdir, context: { ...context, seatwatch, 'aws:cdk:enable-path-metadata': true } });

/** As `npm run synth` makes it. Throws when cdk-nag or AWS's rules find anything. */
export function synthesize(seatwatch: unknown, bundles: string, outdir: string): Template {
  const { directory } = appWith(seatwatch, bundles, outdir).synth();
  return JSON.parse(readFileSync(join(directory, 'Seatwatch.template.json'), 'utf8')) as Template;
}

export const ofType = (template: Template, type: string): (Resource & { readonly id: string })[] =>
  Object.entries(template.Resources).flatMap(([id, resource]) => (resource.Type === type ? [{ id, ...resource }] : []));

export function first(template: Template, type: string): Resource {
  const [found] = ofType(template, type);
  if (!found) throw new Error(`there is no ${type}`);
  return found;
}

/** Looks into a value along names and positions; undefined where there is nothing. */
export const at = (value: Value, ...path: (string | number)[]): Value =>
  path.reduce<Value>((inner, key) => (inner as Properties | null | undefined)?.[key], value);

export const list = (value: Value): Value[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** The text of a value, with `${…}` in the place of what only the deploy knows. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  const joined = at(value, 'Fn::Join');
  if (joined !== undefined)
    return list(at(joined, 1))
      .map(textOf)
      .join(textOf(at(joined, 0)));
  const attribute = at(value, 'Fn::GetAtt');
  const reference = attribute === undefined ? at(value, 'Ref') : list(attribute).map(textOf).join('.');
  return reference === undefined ? JSON.stringify(value) : `\${${textOf(reference)}}`;
}
