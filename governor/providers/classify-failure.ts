import type { ErrorClass } from '../../ports/outreach.ts';
import type { ClassifiedError } from './provider-error.ts';

/** What is known of a call that did not succeed. */
export type Failure =
  /** `type` as in the answer, e.g. `errors/cannot_resend_yet`; null when the body was not Unipile's. */
  | { kind: 'answer'; status: number; type: string | null; detail?: string | null | undefined }
  /** `code` of the socket or the resolver. */
  | { kind: 'network'; code: string }
  | { kind: 'timeout' }
  /** 2xx, but without the id that would prove it, or unreadable. */
  | { kind: 'no_proof' }
  /** 2xx of a read, but an answer that was kept from an earlier one. */
  | { kind: 'stale' };

/** What any version of the API means by a failure that is no answer of its own. */
export function classifyFailure(
  failure: Failure,
  classifyAnswer: (answer: Extract<Failure, { kind: 'answer' }>) => ClassifiedError,
): ClassifiedError {
  switch (failure.kind) {
    case 'timeout':
      return unknownError('timeout', 'No answer in time', 'server_error');
    case 'no_proof':
      return unknownError('no_proof', 'The provider agreed without naming what it made', 'none');
    case 'stale':
      return unknownError('stale_answer', 'The provider answered from its cache', 'none');
    case 'network':
      return beforeTheRequest.has(failure.code)
        ? errorOf('not_sent', failure.code, `No connection to the provider (${failure.code})`)
        : unknownError(failure.code, `The connection broke off (${failure.code})`, 'server_error');
    case 'answer':
      return classifyAnswer(failure);
  }
}

/** No byte of the request can have been read by the other side. */
const beforeTheRequest: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const consequences: Readonly<Record<ErrorClass, Pick<ClassifiedError, 'result' | 'signal'>>> = {
  success_equivalent: { result: 'already', signal: 'none' },
  // Until the profile was read. Never sent again.
  verify: { result: 'unknown', signal: 'none' },
  permanent_action: { result: 'failed', signal: 'none' },
  permanent_recipient: { result: 'failed', signal: 'none' },
  permanent_lead: { result: 'failed', signal: 'not_found' },
  capability: { result: 'failed', signal: 'none' },
  account_limit: { result: 'not_sent', signal: 'limit' },
  rate: { result: 'not_sent', signal: 'rate' },
  account_down: { result: 'not_sent', signal: 'account_down' },
  checkpoint: { result: 'not_sent', signal: 'checkpoint' },
  restricted: { result: 'not_sent', signal: 'restricted' },
  config: { result: 'not_sent', signal: 'config' },
  not_sent: { result: 'not_sent', signal: 'none' },
  unknown: { result: 'unknown', signal: 'none' },
};

export function errorOf(className: ErrorClass, code: string, message: string): ClassifiedError {
  return { class: className, code, message, ...consequences[className] };
}

export function unknownError(
  code: string,
  message: string,
  signal: ClassifiedError['signal'],
): ClassifiedError {
  return { class: 'unknown', code, message, result: 'unknown', signal };
}
