/** A vendor that keeps what it gave away, and that can repeat in its refusals whatever it is sent. */
import type { SimulatedAnswer, SimulatedRequest, SimulatedVendor } from '../../../infra/local/vendors/simulator.ts';
import { secretsSent } from '../marks.ts';

export interface Overheard {
  readonly vendor: SimulatedVendor;
  /** Every token of its answers, oldest first. */
  readonly given: ReadonlyArray<{ readonly name: string; readonly token: string }>;
  /** From now on it refuses these requests and repeats them; null ends it. */
  repeat(what: Repeating | null): void;
}

interface Repeating {
  readonly at: 'sign-in' | 'data';
  readonly status: number;
}

export function overheard(vendor: SimulatedVendor): Overheard {
  const given: Array<{ name: string; token: string }> = [];
  let repeating: Repeating | null = null;
  return {
    given,
    repeat: (what) => {
      repeating = what;
    },
    vendor: {
      ...vendor,
      answer: async (request) => {
        const isSignIn = request.url.pathname.endsWith('/token');
        if (repeating?.at === (isSignIn ? 'sign-in' : 'data')) return repeated(request, repeating.status);
        const answer = await vendor.answer(request);
        if (isSignIn) given.push(...tokensIn(answer.body));
        return answer;
      },
    },
  };
}

function tokensIn(body: string): Array<{ name: string; token: string }> {
  const answer = JSON.parse(body) as Record<string, unknown>;
  return Object.entries(answer).flatMap(([name, token]) =>
    typeof token === 'string' && name.endsWith('_token') ? [{ name, token }] : [],
  );
}

/** An error in the form of each vendor at once: its words, and where it has them its codes, are what was sent. */
function repeated(request: SimulatedRequest, status: number): SimulatedAnswer {
  const sent = secretsSent([request]);
  const [first = ''] = sent;
  const words = sent.map((each) => `because of ${each} and "${each}"`).join(', ');
  const forms = [
    { code: first, description: words, errorCode: first, message: words },
    { error: { errorCode: first, code: first, message: words, details: words }, error_codes: [first] },
    { error_subject: first, error_message: words, error_description: words, error_uri: words },
    { returnCode: first, returnMessage: words, responseError: { returnCode: first, returnMessage: words } },
    // An answer to a sign-in names its error on top; everything else has an object there.
    request.url.pathname.endsWith('/token') ? { error: first } : {},
  ];
  const plain = encodeURIComponent(first);
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'www-authenticate': `Bearer error="${plain}"`,
      location: `https://foreign.example/?token=${plain}`,
      'ms-requestid': plain,
      'ms-correlationid': plain,
      'x-request-id': plain,
    },
    body: JSON.stringify(Object.assign({}, ...forms)),
  };
}
