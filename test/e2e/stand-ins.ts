/** What a deploy would fill into the template: names, ARNs and addresses, by what the template refers to. */
import { at, list, ofType, type Properties, type Template, textOf, type Value } from '../infra/template.ts';

export type StandIns = ReadonlyMap<string, string>;

const ARN = 'us-east-1:000000000000:';

/** `table` is the one that is there; everything else exists in name only. */
export function standInsFor(template: Template, table: string): StandIns {
  const named = (type: string, name: (id: string, properties: Properties) => string): Array<[string, string]> =>
    ofType(template, type).map(({ id, Properties }) => [id, name(id, Properties)]);
  return new Map([
    ...named('AWS::DynamoDB::Table', () => table),
    ...named('AWS::Lambda::Function', (id) => `Seatwatch-${id}`),
    ...named('AWS::SNS::Topic', (id) => `arn:aws:sns:${ARN}${id}`),
    // Six characters are put behind the name of every secret.
    ...named(
      'AWS::SecretsManager::Secret',
      (_, { Name }) => `arn:aws:secretsmanager:${ARN}secret:${textOf(Name)}-AbC123`,
    ),
  ]);
}

/** A value of the template as the deploy fills it in; throws where it refers to what nothing stands in for. */
function filledIn(value: Value, standIns: StandIns): string {
  if (typeof value === 'string') return value;
  const joined = at(value, 'Fn::Join');
  if (joined !== undefined) {
    const parts = list(at(joined, 1)).map((part) => filledIn(part, standIns));
    return parts.join(filledIn(at(joined, 0), standIns));
  }
  const found = standIns.get(textOf(at(value, 'Ref')));
  if (found === undefined) throw new Error(`nothing stands in for ${JSON.stringify(value)}`);
  return found;
}

export interface FunctionShape {
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** What its code is called among the assets of the synthesis. */
  readonly asset: string;
}

/** The one function that this text of the template names. */
export function shapeOf(template: Template, named: string, standIns: StandIns): FunctionShape {
  const found = ofType(template, 'AWS::Lambda::Function').filter(({ id }) => named.includes(`"${id}"`));
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`${found.length} functions are named in ${named}`);
  const { Environment, MemorySize, Timeout, Code } = one.Properties;
  const variables = Object.entries((at(Environment, 'Variables') ?? {}) as Properties);
  return {
    environment: Object.fromEntries(variables.map(([name, value]) => [name, filledIn(value, standIns)])),
    memoryMb: Number(MemorySize),
    timeoutMs: Number(Timeout) * 1000,
    asset: `asset.${textOf(at(Code, 'S3Key')).replace(/\.zip$/, '')}`,
  };
}
