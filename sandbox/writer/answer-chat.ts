import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { taskNames } from '../../ports/model-tasks.ts';
import type { Fault, Faults } from './faults.ts';
import { readMessage } from './read-message.ts';
import { type Answer, isTaskName, writeAnswer } from './write-answer.ts';

export const MODEL = 'offline-extractive-1';

const request = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })).min(1),
  response_format: z
    .object({ type: z.string(), json_schema: z.object({ name: z.string() }).optional() })
    .optional(),
});

/** Answers one chat completion as OpenAI does, with usage. */
export async function answerChat(
  body: string,
  req: IncomingMessage,
  res: ServerResponse,
  faults: Faults,
): Promise<void> {
  const read = request.safeParse(parsed(body));
  if (!read.success) return send(res, 400, problem('invalid_request_error', z.prettifyError(read.error)));
  const asked = read.data;
  if (asked.model !== MODEL) {
    return send(
      res,
      404,
      problem('invalid_request_error', `The model \`${asked.model}\` does not exist.`, 'model_not_found'),
    );
  }
  const name = asked.response_format?.json_schema?.name;
  if (!isTaskName(name)) {
    const message = `Cannot answer response_format "${name ?? 'none'}": accepted json_schema names are ${taskNames.join(', ')}.`;
    return send(res, 400, problem('invalid_request_error', message, 'unsupported_response_format'));
  }
  const fault = faults.meet(name);
  if (fault && (await failed(fault, req, res))) return;
  const payload = readMessage(textOf(asked.messages.findLast((m) => m.role === 'user')?.content));
  let answer: Answer;
  try {
    answer = damaged(fault) ?? writeAnswer(name, payload);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return send(
      res,
      400,
      problem('invalid_request_error', `The user message is no ${name} task: ${z.prettifyError(error)}`),
    );
  }
  send(res, 200, {
    // The same request gets the same answer, its id included.
    id: `chatcmpl-${createHash('sha256').update(body).digest('hex').slice(0, 24)}`,
    created: 0,
    model: MODEL,
    system_fingerprint: 'offline',
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, refusal: null, ...answer },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: usageOf(body, answer),
  });
}

const headers = { 'x-llm-backend': 'offline-extractive' };

export function send(
  res: ServerResponse,
  status: number,
  body: unknown,
  more: Record<string, string> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers, ...more });
  res.end(JSON.stringify(body));
}

export const problem = (type: string, message: string, code: string | null = null) => ({
  error: { message, type, param: null, code },
});

/** Plays a fault that takes the place of an answer; false: an answer is still due. */
async function failed(fault: Fault, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  if (fault.kind === 'status') {
    const limited = fault.status === 429;
    const body = limited
      ? problem('requests', 'Rate limit reached.', 'rate_limit_exceeded')
      : problem('server_error', 'The server had an error while processing your request.');
    send(res, fault.status, body, limited ? { 'retry-after': String(fault.retryAfterSeconds) } : {});
    return true;
  }
  if (fault.kind === 'slow') {
    const closed = new AbortController();
    req.socket.once('close', () => closed.abort());
    await systemClock.sleep(fault.ms, closed.signal);
    return res.destroyed;
  }
  // The connection stays open until the caller gives up or the writer stops.
  return fault.kind === 'hang';
}

function damaged(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === 'invalid_json') return { content: '{"title": "half an ans' };
  if (fault?.kind === 'empty') return { content: '' };
  if (fault?.kind === 'schema_violation') return { content: '{"title": 7, "unexpected": true}' };
  return undefined;
}

/** About four characters a token: good enough for a budget, and the same on every run. */
function usageOf(body: string, answer: Answer) {
  const tokens = (text: string) => Math.ceil(text.length / 4);
  const [prompt_tokens, completion_tokens] = [
    tokens(body),
    tokens('content' in answer ? answer.content : answer.refusal),
  ];
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A message's content is a string or a list of parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = z.array(z.object({ text: z.string() })).safeParse(content);
  return parts.success ? parts.data.map((p) => p.text).join('') : '';
}
