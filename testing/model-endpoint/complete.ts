import { capOf, inputTokensOf, structuredBy } from './check-request.ts';
import type { Message, Model, Profile, Usage } from './profile.ts';
import { type ChatBody, modeOf, textOf, tokensOf } from './read-chat.ts';

/** What the model behind an endpoint says. */
export type Given = { content: string } | { refusal: string };

/** One answer as the maker sends and bills it. */
export interface Completion {
  message: Message;
  finish: string;
  usage: Usage;
}

/** Tokens of thought at an effort; real ones differ by task, these are the same on each run. */
const THOUGHT: Record<string, number> = {
  none: 0,
  minimal: 16,
  low: 120,
  medium: 600,
  high: 1800,
  xhigh: 3600,
  max: 6000,
};
const THOUGHTS = 'The passages say it; the shape is {"like": "this"}.';

/** From this many tokens on a prefix is kept, in steps of so many. */
const CACHE = { from: 1024, step: 128 };

/**
 * What the maker makes of an answer: its shape, its reasoning, its cut at the cap, its bill. Pure.
 *
 * @param before Prompts of the same model, newest last: what they share with this one at its head comes from the cache.
 */
export function complete(
  profile: Profile,
  model: Model,
  body: ChatBody,
  given: Given,
  before: readonly string[] = [],
): Completion {
  const mode = modeOf(body);
  const kept = mode !== null && structuredBy(profile, model, mode) === 'kept';
  const reasoning = THOUGHT[effortOf(profile, model, body)] ?? 0;
  const input = inputTokensOf(body);
  const { cached, written } = caching(promptOf(body), before, profile);
  const bill = (output: number): Usage => ({
    input,
    cached,
    written,
    output,
    reasoning: Math.min(reasoning, output),
  });
  if ('refusal' in given) {
    const { message, finish } = profile.declined(given.refusal);
    return { message, finish, usage: bill(reasoning + tokensOf(given.refusal)) };
  }
  const cap = capOf(profile, body) ?? model.context;
  const thoughts = reasoning > 0 ? THOUGHTS : null;
  const message =
    mode === 'tool' && kept
      ? asToolCall(body, given.content)
      : profile.message(given.content, { kept, thoughts });
  const size = tokensOf(given.content);
  if (reasoning + size <= cap)
    return {
      message,
      finish: mode === 'tool' && kept ? 'tool_calls' : 'stop',
      usage: bill(reasoning + size),
    };
  return cutOff({ message, finish: 'stop', usage: bill(reasoning + size) }, cap);
}

/** The same answer, ended at `output` tokens: what is left of the text after the thoughts, and the whole bill. Pure. */
export function cutOff({ message, usage }: Completion, output: number): Completion {
  const reasoning = Math.min(usage.reasoning, output);
  const { content } = message;
  const left =
    typeof content === 'string'
      ? { content: content.slice(0, Math.min((output - reasoning) * 4, Math.floor(content.length * 0.9))) }
      : {};
  return { message: { ...message, ...left }, finish: 'length', usage: { ...usage, output, reasoning } };
}

function asToolCall(body: ChatBody, content: string): Message {
  const name = body.tools?.[0]?.function?.name ?? 'answer';
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call_loopback', type: 'function', function: { name, arguments: content } }],
  };
}

function effortOf({ fields }: Profile, model: Model, body: ChatBody): string {
  if (fields.taken.includes('reasoning_effort') && body.reasoning_effort !== undefined)
    return String(body.reasoning_effort);
  if (fields.taken.includes('reasoning') && body.reasoning?.effort) return body.reasoning.effort;
  return model.effort;
}

/** The response's schema is part of the prefix, and its first part. */
export const promptOf = (body: ChatBody): string =>
  `${JSON.stringify(body.response_format ?? body.tools ?? '')}\n${textOf(body)}`;

function caching(
  prompt: string,
  before: readonly string[],
  { caches }: Profile,
): { cached: number; written: number } {
  if (caches === 'nothing') return { cached: 0, written: 0 };
  const steps = (tokens: number) => (tokens < CACHE.from ? 0 : tokens - (tokens % CACHE.step));
  const cached = steps(Math.max(0, ...before.map((one) => tokensOf(prompt.slice(0, shared(one, prompt))))));
  return { cached, written: caches === 'reads and writes' ? steps(tokensOf(prompt)) - cached : 0 };
}

function shared(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}
