import type { ServerResponse } from 'node:http';
import { systemClock } from '../../platform/clock.ts';
import type { Fault, Faults } from './faults.ts';
import { sendJson } from './http.ts';

/**
 * Does the work and answers, unless a test asked for something else.
 *
 * A fault with `commit` strikes after the work: the caller cannot know that it was done. With `delay_ms` alone it is a
 * slow success, of which a caller with a shorter patience does not learn either.
 */
export async function answerUnderFault<T>(
  faults: Faults,
  method: string,
  res: ServerResponse,
  work: () => T | Promise<T>,
  answer: (result: T) => void,
): Promise<void> {
  const fault = faults.take(method);
  if (!fault) return answer(await work());
  const wait = () => (fault.delay_ms ? systemClock.sleep(fault.delay_ms) : undefined);
  const strikes = fault.status !== undefined || fault.error !== undefined;
  if (fault.commit) {
    const result = await work();
    await wait();
    return strikes || !fault.delay_ms ? fail(res, fault) : answer(result);
  }
  await wait();
  return strikes ? fail(res, fault) : answer(await work());
}

/** Answers as the fault says; HTTP 500 when it says nothing, and no answer at all for status 0. */
function fail(res: ServerResponse, fault: Fault): void {
  if (fault.status === 0) {
    res.destroy();
    return;
  }
  const limited = fault.error === 'ratelimited' || fault.status === 429;
  const status = fault.status ?? (limited ? 429 : fault.error === undefined ? 500 : 200);
  const error = fault.error ?? (limited ? 'ratelimited' : 'internal_error');
  const retry: Record<string, string> =
    limited || fault.retry_after !== undefined ? { 'retry-after': String(fault.retry_after ?? 1) } : {};
  sendJson(res, status, { ok: false, error }, retry);
}
