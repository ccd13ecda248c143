import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '../../../platform/clock.ts';
import { addressOf, readBody, sendJson } from '../../slack/http.ts';
import { transaction } from '../../slack/store/open-store.ts';
import { v2 } from '../api-v2/v2.ts';
import { learnStatus } from '../deliver.ts';
import type { Fault } from '../faults.ts';
import { isWriteKind } from '../kinds.ts';
import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Call, Json } from '../shapes.ts';
import { answerKept, keep } from './kept-answers.ts';
import type { Answer, Asked, Dialect, Intent } from './route.ts';
import { v1 } from './v1.ts';

const MAX_BODY = 1024 * 1024;

/** Answers one request to either version: stored as arrived, judged, then done and answered, with the faults that were asked for. */
export async function serveApi(net: Network, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname, searchParams: query } = addressOf(req);
  const dialect = pathname.startsWith(v2.prefix) ? v2 : v1;
  try {
    const key = req.headers['x-api-key'];
    const isAdmitted = dialect.admit(net, typeof key === 'string' ? key : '', pathname);
    if (!isAdmitted) throw new ProviderError('missing_credentials');
    const path = pathname.slice(dialect.prefix.length).split('/').map(decodePart);
    const route = dialect.routes.find(([pattern]) => fits(pattern, [req.method ?? '', ...path]))?.[1];
    if (!route || !pathname.startsWith(dialect.prefix)) throw new ProviderError('resource_not_found');
    if (dialect.keepsAnswers && answerKept(net, req, res)) return;
    const contentType = req.headers['content-type'] ?? '';
    const asked = { path, query, contentType, raw: await readBody(req, MAX_BODY) };
    await serve(net, dialect, await route(net, asked), asked, req, res);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { status, body } = dialect.present(error);
    sendJson(res, status, body);
  }
}

async function serve(
  net: Network,
  dialect: Dialect,
  intent: Intent,
  asked: Asked,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { act, ...arrived } = intent;
  const call = net.calls.arrive({ at: Math.floor(net.now()), ...arrived });
  const { kind } = call;
  if (isWriteKind(kind)) await net.judge(net, { ...call, kind });
  const fault = net.faults.take(call, isWriteKind(kind));
  const delay = fault?.delay_ms ?? 0;
  if (delay > 0 && !fault?.commit) await systemClock.sleep(delay);
  if (fault && strikes(fault) && !fault.commit) return strike(net, dialect, call, fault, res, null);
  if (fault?.repeats) asked.query.delete('offset');
  let answer: Answer;
  try {
    answer = transaction(net.db, () => {
      const done = act();
      if (done.effect) net.calls.answer(call.id, fault ? outcomeOf(fault) : 'ok', 'done', true);
      return done;
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return refuse(net, dialect, call, error, res);
  }
  if (delay > 0 && fault?.commit) await systemClock.sleep(delay);
  if (fault && strikes(fault)) return strike(net, dialect, call, fault, res, answer);
  net.calls.answer(call.id, fault ? outcomeOf(fault) : 'ok', 'done', false);
  const body = fault?.partial
    ? dialect.withheld(answer.body)
    : fault?.other
      ? { ...answer.body, ...somebodyElse }
      : answer.body;
  if (dialect.keepsAnswers) keep(net, req, res, { ...answer, body });
  sendJson(res, answer.status, body);
}

const somebodyElse = { id: 'ACoAAsomebodyelse', public_identifier: 'somebody-else' };
const strikes = (fault: Fault): boolean => fault.error !== undefined || fault.cut || fault.null_ids;

function refuse(net: Network, dialect: Dialect, call: Call, error: ProviderError, res: ServerResponse): void {
  const { status, body } = dialect.present(error);
  net.calls.answer(call.id, error.type, status >= 500 ? 'unknown' : 'refused', false);
  if (call.account_id) learnStatus(net, call.account_id);
  sendJson(res, status, body);
}

/** @param answer What the call would have been answered; null: nothing was done. */
function strike(
  net: Network,
  dialect: Dialect,
  call: Call,
  fault: Fault,
  res: ServerResponse,
  answer: Answer | null,
): void {
  const outcome = outcomeOf(fault);
  if (fault.error !== undefined) {
    const { status, body } = dialect.present(new ProviderError(fault.error));
    net.calls.answer(call.id, outcome, status >= 500 ? 'unknown' : 'refused', false);
    sendJson(res, status, body);
    return;
  }
  net.calls.answer(call.id, outcome, 'unknown', false);
  if (fault.cut) return void res.destroy();
  sendJson(res, answer?.status ?? 201, withoutIds(answer?.body ?? dialect.empty[call.kind] ?? {}));
}

function outcomeOf(fault: Fault): string {
  if (fault.error !== undefined) return fault.error;
  if (fault.cut) return 'cut';
  return fault.null_ids ? 'null_ids' : fault.partial ? 'partial' : 'ok';
}

function withoutIds(body: Json): Json {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, /(^|_)id$/.test(key) ? null : value]),
  );
}

function fits(pattern: string, given: string[]): boolean {
  const wanted = pattern.split(/[ /]/);
  return wanted.length === given.length && wanted.every((part, i) => part === '*' || part === given[i]);
}

/** @throws {ProviderError} 400 for a path that is not percent-encoded text. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ProviderError('malformed_request');
  }
}
