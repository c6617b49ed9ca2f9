/** Why the page could not get what it asked for, as kinds that a reader can act on. */
export type FailureKind =
  | 'offline'
  | 'sign-in'
  | 'forbidden'
  | 'question'
  | 'absent'
  | 'busy'
  | 'unavailable'
  | 'broken';

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  /** The answer's own words, English; null where there are none. */
  readonly detail: string | null;

  constructor(kind: FailureKind, detail: string | null = null) {
    super(detail === null ? kind : `${kind}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
  }
}

const KINDS: Readonly<Record<number, FailureKind>> = {
  400: 'question',
  401: 'sign-in',
  403: 'forbidden',
  404: 'absent',
  405: 'question',
  429: 'busy',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** The function answers problem+json, the gateway `{"message"}`. */
export async function failureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null);
  const { detail, parameter, message } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const text = [parameter, detail ?? message].filter((part) => typeof part === 'string').join(': ');
  return new Failure(KINDS[response.status] ?? 'broken', text === '' ? null : text);
}

export const asFailure = (thrown: unknown): Failure =>
  thrown instanceof Failure ? thrown : new Failure('broken', thrown instanceof Error ? thrown.message : null);
