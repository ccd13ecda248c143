import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemRandom } from '../../../platform/clock.ts';
import { answerUnderFault } from '../answer-under-fault.ts';
import { addressOf, readBody, sendJson } from '../http.ts';
import type { Json } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { openConnection } from '../socket-mode/open-connection.ts';
import { transaction } from '../store/open-store.ts';
import type { Workspace } from '../workspace.ts';
import { argsOf } from './args.ts';
import { assistantMethods } from './assistant.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Family } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { neededScopes } from './scopes.ts';
import { userGroupMethods } from './user-groups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

const MAX_BODY = 4 * 1024 * 1024;

const methods: Family = {
  ...assistantMethods,
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...reactionMethods,
  ...userGroupMethods,
  ...userMethods,
  ...viewMethods,
};

/** Answers `/api/<method>`. */
export async function serveWebApi(ws: Workspace, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const address = addressOf(req);
  const name = address.pathname.slice('/api/'.length);
  const body = await readBody(req, MAX_BODY);
  const contentType = req.headers['content-type'] ?? '';
  let given: Json;
  try {
    given = { ...Object.fromEntries(address.searchParams), ...parse(body, contentType) };
  } catch {
    return sendJson(res, 200, { ok: false, error: 'invalid_json' });
  }
  const work = () => call(ws, name, given, req.headers.authorization, contentType);
  await answerUnderFault(ws.faults, name, res, work, ({ retry_after, ...answer }) => {
    const limited = answer.error === 'ratelimited';
    sendJson(res, limited ? 429 : 200, answer, {
      'x-oauth-scopes': ws.scopes.join(','),
      'x-slack-req-id': systemRandom.id(),
      ...(limited ? { 'retry-after': String(retry_after ?? 1) } : {}),
    });
  });
}

function call(
  ws: Workspace,
  name: string,
  given: Json,
  authorization: string | undefined,
  contentType: string,
): Json {
  const { token: inBody, ...values } = given;
  if (name === 'api.test') {
    if (typeof values.error === 'string') return { ok: false, error: values.error, args: values };
    return { ok: true, args: values };
  }
  const token = authorization?.replace(/^Bearer\s+/i, '') ?? (typeof inBody === 'string' ? inBody : '');
  if (name === 'apps.connections.open') return openConnection(ws, token);
  // hasOwn: the name comes from outside, and `constructor` is no method.
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return { ok: false, error: 'unknown_method', req_method: name };
  if (token === '') return { ok: false, error: 'not_authed' };
  if (token === ws.secrets.appToken) return { ok: false, error: 'not_allowed_token_type' };
  if (token !== ws.secrets.botToken) return { ok: false, error: 'invalid_auth' };
  const needed = neededScopes(name);
  if (needed && !needed.some((scope) => ws.scopes.includes(scope)))
    return { ok: false, error: 'missing_scope', needed: needed.join(','), provided: ws.scopes.join(',') };
  const wait = ws.pacing.call(name);
  if (wait > 0) return { ok: false, error: 'ratelimited', retry_after: wait };
  try {
    const result = transaction(ws.db, () => method(ws, argsOf(values)));
    return withCharsetWarning({ ok: true, ...result }, contentType);
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.extra };
    ws.log.error('slack_method_failed', { code: name, error });
    return { ok: false, error: 'internal_error' };
  }
}

function parse(body: Buffer, contentType: string): Json {
  if (body.length === 0) return {};
  if (contentType.includes('json')) {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
    return value as Json;
  }
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

/** Slack remarks on a JSON body without a charset, and on a form with one. */
function withCharsetWarning(answer: Json, contentType: string): Json {
  const charset = /;\s*charset=/i.test(contentType);
  const warning =
    contentType.includes('json') && !charset
      ? 'missing_charset'
      : contentType.includes('urlencoded') && charset
        ? 'superfluous_charset'
        : undefined;
  if (warning === undefined) return answer;
  const metadata = (answer.response_metadata ?? {}) as { warnings?: string[] };
  return {
    ...answer,
    warning: typeof answer.warning === 'string' ? `${answer.warning},${warning}` : warning,
    response_metadata: { ...metadata, warnings: [...(metadata.warnings ?? []), warning] },
  };
}
