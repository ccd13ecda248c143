import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf, readBody, sendJson } from '../../slack/http.ts';
import { transaction } from '../../slack/store/open-store.ts';
import { learnStatus } from '../deliver.ts';
import type { Fault } from '../faults.ts';
import { isWriteKind } from '../kinds.ts';
import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Call, Json } from '../shapes.ts';
import { getAccount, getOwner, listAccounts } from './accounts.ts';
import {
  listAttendeeChats,
  listAttendeeMessages,
  listChats,
  listMessages,
  sendInChat,
  startChat,
} from './chats.ts';
import { deleteInvite, listInvites, sendInvite } from './invite.ts';
import type { Answer, Intent, Route } from './route.ts';
import { getUser, listRelations } from './users.ts';
import { createHook, deleteHook, listHooks } from './webhooks.ts';

const MAX_BODY = 1024 * 1024;

/** The first that fits; `*` stands for one part of the path. */
const routes: [string, Route][] = [
  ['GET accounts', listAccounts],
  ['GET accounts/*', getAccount],
  ['GET users/me', getOwner],
  ['GET users/relations', listRelations],
  ['GET users/invite/sent', listInvites],
  ['DELETE users/invite/sent/*', deleteInvite],
  ['POST users/invite', sendInvite],
  ['GET users/*', getUser],
  ['POST chats', startChat],
  ['GET chats', listChats],
  ['POST chats/*/messages', sendInChat],
  ['GET chats/*/messages', listMessages],
  ['GET chat_attendees/*/messages', listAttendeeMessages],
  ['GET chat_attendees/*/chats', listAttendeeChats],
  ['POST webhooks', createHook],
  ['GET webhooks', listHooks],
  ['DELETE webhooks/*', deleteHook],
];

/** Answers one request to `/api/v1/...`: stored as arrived, judged, then done and answered, with the faults that were asked for. */
export async function serveApi(net: Network, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    if (req.headers['x-api-key'] !== net.apiKey) throw new ProviderError('missing_credentials');
    const { pathname, searchParams: query } = addressOf(req);
    const path = pathname
      .replace(/^\/api\/v1\//, '')
      .split('/')
      .map(decodePart);
    const route = routes.find(([pattern]) => fits(pattern, `${req.method} ${path.join('/')}`))?.[1];
    if (!route || !pathname.startsWith('/api/v1/')) throw new ProviderError('resource_not_found');
    const contentType = req.headers['content-type'] ?? '';
    const intent = await route(net, { path, query, contentType, raw: await readBody(req, MAX_BODY) });
    await serve(net, intent, res);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    sendJson(res, error.status, error.body);
  }
}

async function serve(net: Network, intent: Intent, res: ServerResponse): Promise<void> {
  const { act, ...arrived } = intent;
  const call = net.calls.arrive({ at: Math.floor(net.now()), ...arrived });
  const { kind } = call;
  if (isWriteKind(kind)) await net.judge(net, { ...call, kind });
  const fault = net.faults.take(call, isWriteKind(kind));
  const delay = fault?.delay_ms ?? 0;
  if (delay > 0 && !fault?.commit) await wait(delay);
  if (fault && strikes(fault) && !fault.commit) return strike(net, call, fault, res, null);
  let answer: Answer;
  try {
    answer = transaction(net.db, () => {
      const done = act();
      if (done.effect) net.calls.answer(call.id, fault ? outcomeOf(fault) : 'ok', 'done', true);
      return done;
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return refuse(net, call, error, res);
  }
  if (delay > 0 && fault?.commit) await wait(delay);
  if (fault && strikes(fault)) return strike(net, call, fault, res, answer);
  net.calls.answer(call.id, fault ? outcomeOf(fault) : 'ok', 'done', false);
  sendJson(res, answer.status, fault?.partial ? withheld(answer.body) : answer.body);
}

const strikes = (fault: Fault): boolean => fault.error !== undefined || fault.cut || fault.null_ids;

function refuse(net: Network, call: Call, error: ProviderError, res: ServerResponse): void {
  const known = error.status >= 500 ? 'unknown' : 'refused';
  net.calls.answer(call.id, error.type, known, false);
  if (call.account_id) learnStatus(net, call.account_id);
  sendJson(res, error.status, error.body);
}

/** @param answer What the call would have been answered; null: nothing was done. */
function strike(net: Network, call: Call, fault: Fault, res: ServerResponse, answer: Answer | null): void {
  const outcome = outcomeOf(fault);
  if (fault.error !== undefined) {
    const error = new ProviderError(fault.error);
    net.calls.answer(call.id, outcome, error.status >= 500 ? 'unknown' : 'refused', false);
    sendJson(res, error.status, error.body);
    return;
  }
  if (fault.cut) {
    net.calls.answer(call.id, outcome, 'unknown', false);
    res.destroy();
    return;
  }
  net.calls.answer(call.id, outcome, 'unknown', false);
  sendJson(res, 201, withoutIds(answer?.body ?? emptyAnswers[call.kind] ?? {}));
}

function outcomeOf(fault: Fault): string {
  if (fault.error !== undefined) return fault.error;
  if (fault.cut) return 'cut';
  return fault.null_ids ? 'null_ids' : fault.partial ? 'partial' : 'ok';
}

const emptyAnswers: Record<string, Json> = {
  send_invite: { object: 'UserInvitationSent', invitation_id: null },
  send_message: { object: 'ChatStarted', chat_id: null, message_id: null },
  withdraw_invite: { object: 'InvitationCanceled' },
};

function withoutIds(body: Json): Json {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, /_id$/.test(key) ? null : value]),
  );
}

/** A throttled profile: 200, with sections missing. */
function withheld(body: Json): Json {
  const { network_distance, invitation, is_relationship, headline, ...rest } = body;
  return { ...rest, throttled_sections: ['network', 'experience'] };
}

function fits(pattern: string, request: string): boolean {
  const [wanted, given] = [pattern.split('/'), request.split('/')];
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

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
