import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../../platform/log.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';
import { JobFailure } from '../job-failure.ts';
import type { ChatMessage, ChatModel, ChatReply } from './chat-model.ts';
import { ModelError } from './chat-model.ts';
import { estimateTokens, type Price, usdFor } from './prices.ts';
import { readAnswer } from './read-answer.ts';
import { userMessage } from './user-message.ts';

/** Times that an unusable answer is sent back to the model with what was wrong. */
const MAX_REPAIRS = 2;

export interface AskOptions {
  node: string;
  system: string;
  maxOutputTokens: number;
  /** Raised when a person asks to try again, so that the same question is asked afresh and not answered from the ledger. */
  round?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Asks the model for an answer of the shape `schema`. `task.task` names the task and the schema.
 *
 * @throws {JobFailure} `budget_cap`, `model_invalid_answer`, or a code of ModelError.
 */
export type AskModel = <T>(
  task: { task: string },
  schema: z.ZodType<T>,
  options: AskOptions,
) => Promise<{ answer: T; model: string }>;

const storedReply = z.object({
  text: z.string(),
  refusal: z.string().nullable(),
  model: z.string(),
  cutOff: z.boolean(),
});

/** The model within the budget of one job. A call that was paid before is answered from the ledger. */
export function askModelFor(tools: {
  chat: ChatModel;
  price: Price;
  content: Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
  claim: Claim;
  /** A person's retries of the job: who asks again does not want the refusal of before. */
  retries: number;
  log: Log;
}): AskModel {
  const { chat, price, content, claim, retries, log } = tools;

  return async (task, schema, options) => {
    const ask = (more: object): ChatMessage[] => [
      { role: 'system', content: options.system },
      { role: 'user', content: userMessage({ ...task, ...more }) },
    ];
    const answer = { name: task.task, schema: strictSchema(schema) };
    let messages = ask({});
    // Answers from the ledger are free and do not count, so that another attempt of the job gets new ones.
    let paid = 0;
    for (let repair = 0; ; repair += 1) {
      const { reply, isNew } = await usableOrNew(messages, answer, repair, options);
      if (reply.refusal !== null) {
        throw new JobFailure(
          'model_refused_request',
          `Model "${reply.model}" refused ${task.task}: ${reply.refusal}`,
          {
            params: { node: options.node, reason: reply.refusal },
          },
        );
      }
      const read = readAnswer(reply, schema);
      if (read.ok) return { answer: read.value, model: reply.model };
      if (isNew) {
        paid += 1;
        log.warn('model_answer_invalid', { job_id: claim.id, node: options.node, count: paid });
      }
      if (paid > MAX_REPAIRS) {
        throw new JobFailure(
          'model_invalid_answer',
          `Model "${reply.model}" gave no usable ${task.task} in ${paid} answers: ${read.problem}`,
          { retryable: true, params: { node: options.node } },
        );
      }
      // Still one message: what was wrong stands behind the task.
      messages = ask({ unusable_answer: { text: reply.text, problem: read.problem } });
    }
  };

  /** The paid answer of before, unless it was a refusal and a person has asked to try again. */
  async function usableOrNew(
    messages: ChatMessage[],
    answer: { name: string; schema: Record<string, unknown> },
    repair: number,
    options: AskOptions,
  ) {
    const before = await paidCall(messages, answer, repair, options, 0);
    if (before.isNew || before.reply.refusal === null || retries === 0) return before;
    return paidCall(messages, answer, repair, options, retries);
  }

  async function paidCall(
    messages: ChatMessage[],
    answer: { name: string; schema: Record<string, unknown> },
    repair: number,
    options: AskOptions,
    retry: number,
  ): Promise<{ reply: z.infer<typeof storedReply>; isNew: boolean }> {
    const { node, maxOutputTokens, round = 0 } = options;
    const request = JSON.stringify({
      model: chat.name,
      messages,
      name: answer.name,
      maxOutputTokens,
      round,
      repair,
      ...(retry === 0 ? {} : { retry }),
    });
    const inputTokens = estimateTokens(request) + estimateTokens(JSON.stringify(answer.schema));
    const reserved = await content.reserveUsage(claim, {
      call_key: `${node}:${createHash('sha256').update(request).digest('hex')}`,
      node,
      model: chat.name,
      input_tokens: inputTokens,
      max_output_tokens: maxOutputTokens,
      usd: usdFor(price, inputTokens, maxOutputTokens),
    });
    if (reserved.outcome === 'settled') return { reply: storedReply.parse(reserved.reply), isNew: false };
    if (reserved.outcome === 'refused' || reserved.usage_id === null) {
      const cap = reserved.cap;
      throw new JobFailure(
        'budget_cap',
        `Cannot call the model for ${node}: the ${cap?.scope} cap of ${cap?.cap} ${cap?.unit} is reached`,
        { params: { ...cap } },
      );
    }
    const reply = await call(messages, answer, options, reserved.usage_id);
    const used = {
      input: reply.inputTokens ?? inputTokens,
      // Without a report a cut-off answer cost all that it could.
      output: reply.outputTokens ?? (reply.cutOff ? maxOutputTokens : estimateTokens(reply.text)),
    };
    // jsonb knows neither NUL nor half a surrogate pair.
    const plain = (text: string) => text.replaceAll('\0', '').toWellFormed();
    const kept = {
      text: plain(reply.text),
      refusal: reply.refusal === null ? null : plain(reply.refusal),
      model: reply.model,
      cutOff: reply.cutOff,
    };
    await content.settleUsage(claim, reserved.usage_id, {
      input_tokens: used.input,
      output_tokens: used.output,
      usd: usdFor(price, used.input, used.output),
      model: reply.model,
      reply: kept,
    });
    return { reply: kept, isNew: true };
  }

  async function call(
    messages: ChatMessage[],
    answer: { name: string; schema: Record<string, unknown> },
    options: AskOptions,
    usageId: number,
  ): Promise<ChatReply> {
    const { maxOutputTokens, signal } = options;
    try {
      return await chat.complete({ messages, answer, maxOutputTokens, signal });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (!error.mayHaveCost) await content.voidUsage(claim, usageId);
      throw new JobFailure(error.code, error.message, {
        retryable: error.code === 'model_unavailable',
        retryAfterS: error.retryAfterS,
        cause: error,
      });
    }
  }
}

/** As strict structured output wants it: JSON Schema without the dialect's name. */
function strictSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema);
  return rest;
}
