import { type ChatReply, ModelError, type Usage } from './chat-model.ts';
import type { Heard } from './heard.ts';
import { joinStream } from './join-stream.ts';
import { type AskedOf, heardError } from './model-error.ts';
import { field, isPage, withoutKeys, wordsOfError } from './words-of-error.ts';

/**
 * Reads what an endpoint answered for what it is: an answer, a refusal, a part of an answer, or an error. The
 * status is not trusted. Pure.
 *
 * @throws {ModelError}
 */
export function readReply(heard: Heard, asked: AskedOf): ChatReply {
  const unanswered = (why: string) =>
    new ModelError('model_unavailable', `Model "${asked.model}" ${why}`, { mayHaveCost: true });
  if (heard.status < 200 || heard.status > 299) {
    const failed = failedGeneration(heard.body);
    if (failed === null) throw heardError(heard, asked);
    return {
      text: failed,
      refusal: null,
      model: asked.model,
      inputTokens: null,
      outputTokens: null,
      cutOff: false,
    };
  }
  if (isPage(heard.body)) throw heardError(heard, asked);
  const completion = joinStream(heard.body) ?? parsed(heard.body);
  if (typeof completion !== 'object' || completion === null)
    throw unanswered(heard.body.trim() === '' ? 'answered with nothing' : 'answered with what is no JSON');
  const usage = usageOf(field(completion, 'usage'));
  const withUsage = (error: ModelError) => {
    if (usage.inputTokens !== null && usage.outputTokens !== null) error.used = usage;
    return error;
  };
  const choices = field(completion, 'choices');
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const error = field(completion, 'error') ?? field(choice, 'error');
  if (error !== undefined && error !== null) {
    const { said } = wordsOfError(JSON.stringify({ error }));
    const code = Number(field(error, 'code'));
    if (code >= 400 && code < 600) {
      throw withUsage(heardError({ ...heard, body: JSON.stringify({ error }) }, asked, code));
    }
    throw withUsage(unanswered(`answered with an error: ${withoutKeys(said, asked.apiKey)}`));
  }
  if (choice === undefined) throw withUsage(unanswered('answered without an answer'));
  const reason = String(field(choice, 'finish_reason') ?? '').toLowerCase();
  if (/^(error|insufficient_system_resource|malformed_function_call)$/.test(reason))
    throw withUsage(unanswered(`broke off its answer ("${reason}")`));
  const message = field(choice, 'message');
  const cutOff = /^(length|max_(output_|completion_)?tokens|model_length)$/.test(reason);
  const named = field(completion, 'model');
  return {
    text: textOf(message, cutOff),
    refusal: refusalOf(message, reason),
    model: typeof named === 'string' && named !== '' ? named : asked.model,
    ...usage,
    cutOff,
  };
}

function refusalOf(message: unknown, reason: string): string | null {
  const refusal = field(message, 'refusal');
  if (typeof refusal === 'string' && refusal.trim() !== '') return refusal;
  if (/^(content_filter|safety|prohibited_content|blocklist|recitation)$/.test(reason))
    return 'A content filter of the endpoint stopped the answer.';
  if (reason !== 'refusal') return null;
  return contentOf(message) || 'The model declined.';
}

/** Where endpoints put an answer; the first place that holds one. A cut-off thought is no answer. */
function textOf(message: unknown, cutOff: boolean): string {
  const content = contentOf(message);
  if (content.trim() !== '') return content;
  const calls = field(message, 'tool_calls');
  const call =
    field(Array.isArray(calls) ? calls[0] : undefined, 'function') ?? field(message, 'function_call');
  const given = field(call, 'arguments');
  if (typeof given === 'string' && given.trim() !== '') return given;
  if (typeof given === 'object' && given !== null) return JSON.stringify(given);
  if (cutOff) return '';
  const thought = field(message, 'reasoning_content') ?? field(message, 'reasoning');
  return typeof thought === 'string' && thought.includes('{') ? thought : '';
}

/** A text, or the texts of a list of parts (thinking is a part of its own). */
function contentOf(message: unknown): string {
  const content = field(message, 'content');
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      const text = field(part, 'text');
      return typeof text === 'string' && field(part, 'type') !== 'thinking' ? text : '';
    })
    .join('');
}

/** What the endpoint reports, as it reports it: null is no report, zero is zero. */
function usageOf(usage: unknown): Usage {
  const details = field(usage, 'prompt_tokens_details') ?? field(usage, 'input_tokens_details');
  const outputs = field(usage, 'completion_tokens_details') ?? field(usage, 'output_tokens_details');
  const input = count(field(usage, 'prompt_tokens') ?? field(usage, 'input_tokens'));
  const said = count(field(usage, 'completion_tokens') ?? field(usage, 'output_tokens'));
  const thought = count(field(outputs, 'reasoning_tokens') ?? field(usage, 'reasoning_tokens')) ?? 0;
  // Some count thinking beside the output: the total tells.
  const isBeside =
    input !== null &&
    said !== null &&
    thought > 0 &&
    count(field(usage, 'total_tokens')) === input + said + thought;
  const output = said !== null && isBeside ? said + thought : said;
  const cached = count(
    field(details, 'cached_tokens') ??
      field(usage, 'prompt_cache_hit_tokens') ??
      field(usage, 'cache_read_input_tokens'),
  );
  const cost = field(usage, 'cost');
  return {
    inputTokens: input,
    outputTokens: output,
    cachedInputTokens: Math.min(cached ?? 0, input ?? 0),
    cacheWriteTokens: Math.min(count(field(details, 'cache_write_tokens')) ?? 0, input ?? 0),
    reasoningTokens: Math.min(thought, output ?? 0),
    costUsd: typeof cost === 'number' && cost >= 0 && cost < 1000 ? cost : null,
  };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value < 1e9 ? Math.ceil(value) : null;
}

/** Groq's refusal of its own model's answer carries the answer: it is read like any other. */
function failedGeneration(body: string): string | null {
  const error = field(parsed(body), 'error');
  const failed = field(error, 'failed_generation');
  if (typeof failed === 'string') return failed;
  return field(error, 'code') === 'json_validate_failed' ? '' : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
