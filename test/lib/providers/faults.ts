import type { Fault } from '../../../infra/local/vendors/faults/fault.ts';
import type { Code } from '../../../lib/errors.ts';

/** What ends a reading as a whole, and under which code. */
export const FATAL: ReadonlyArray<[vendor: string, Fault, Code]> = [
  ['that throttles without end', { kind: 'throttle' }, 'THROTTLED'],
  ['that answers 503', { kind: 'status', status: 503 }, 'VENDOR_UNAVAILABLE'],
  ['that resets the connection', { kind: 'reset' }, 'VENDOR_UNAVAILABLE'],
  ['that resets the connection within the body', { kind: 'reset-in-body' }, 'VENDOR_UNAVAILABLE'],
  ['that cuts its answer short', { kind: 'cut' }, 'VENDOR_RESPONSE_INVALID'],
  ['that answers with a web page', { kind: 'html' }, 'VENDOR_RESPONSE_INVALID'],
  ['that answers with nothing', { kind: 'empty' }, 'VENDOR_RESPONSE_INVALID'],
  ['that answers null', { kind: 'body', body: 'null' }, 'VENDOR_RESPONSE_INVALID'],
  ['that answers a bare text', { kind: 'body', body: '"OK"' }, 'VENDOR_RESPONSE_INVALID'],
];

/** What is over after one more attempt. */
export const PASSING: ReadonlyArray<[vendor: string, Fault]> = [
  ['throttles once', { kind: 'throttle', times: 1 }],
  ['answers 503 once', { kind: 'status', status: 503, times: 1 }],
  ['resets one connection', { kind: 'reset', times: 1 }],
  ['resets one connection within the body', { kind: 'reset-in-body', times: 1 }],
  ['ends its tokens early', { kind: 'expire-tokens', times: 1 }],
];
