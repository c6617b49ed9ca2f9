/** What the gateway or the service says about a request that it did not answer, in any of its forms. */
import type { HttpAnswer } from '../../http.ts';
import { isObject, type JsonObject } from '../../json.ts';
import type { Body } from './body.ts';
import { isNothing } from './list.ts';
import { envelopeOf } from './page.ts';

export interface VendorError {
  /** The gateway's codes are a known set; the service's are not published. */
  readonly by: 'gateway' | 'service';
  readonly code: string;
  readonly text: string;
}

/** The error of an answer; null when it names none. `body` is null when it cannot be read. */
export function vendorErrorOf(answer: HttpAnswer, body: Body | null): VendorError | null {
  const value = isObject(body?.value) ? body.value : {};
  const gateway = value.error ?? value.Error;
  if (isObject(gateway)) return gatewayError(gateway.errorCode, gateway.message);
  if (isObject(value.responseError)) return serviceError(value.responseError);
  const envelope = body && envelopeOf(body);
  if (envelope) return succeeded(envelope) ? null : serviceError(envelope);
  // An empty body may still come with these: https://api.ncloud-docs.com/docs/en/ai-application-service-apigateway
  const code = answer.headers['x-ncp-apigw-error-code'];
  return code === undefined ? null : gatewayError(code, answer.headers['x-ncp-apigw-error-message']);
}

const gatewayError = (code: unknown, text: unknown): VendorError => ({
  by: 'gateway',
  code: plain(code),
  text: plain(text),
});

const serviceError = (error: JsonObject): VendorError => ({
  by: 'service',
  code: plain(error.returnCode),
  text: plain(error.returnMessage),
});

/** A missing code is a mis-shaped page, not a refusal. */
const succeeded = ({ returnCode }: JsonObject): boolean => isNothing(returnCode) || plain(returnCode) === '0';

/** Codes come as text or as numbers, depending on the edition. */
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
