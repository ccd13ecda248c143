import { createHash } from 'node:crypto';
import { getConfig } from '@langchain/langgraph';
import { z } from 'zod';
import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { noTraces, type Traces } from '../../platform/traces.ts';
import type { Claim, ContentForAgent, FailureCode } from '../../ports/content.ts';
import { type AgentMeters, noAgentMeters } from '../agent-meters.ts';
import { capReached } from '../runner/cap-reached.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { nodeKey, runKey } from '../runner/run-key.ts';
import type { ChatMessage, ChatModel, ChatReply, ChatRequest, Usage } from './chat-model.ts';
import { ModelError, passes } from './chat-model.ts';
import { estimateTokens, mostUsd, type Price, usdFor } from './prices.ts';
import { type ReadAnswer, readAnswer } from './read-answer.ts';
import { settlePaid } from './settle-paid.ts';
import { askInWords } from './shape-in-words.ts';
import { strictSchema } from './strict-schema.ts';
import { lowerEffort, settingsOf, type TaskSettings, timeoutFor } from './task-settings.ts';
import { userMessage } from './user-message.ts';
import { wasCutAtHead } from './was-cut-at-head.ts';

/** Times that an unusable answer is sent back to the model with what was wrong. */
const MAX_REPAIRS = 2;
/** Times that a cut-off answer gets more room. */
const MAX_RAISES = 2;
/** By how much each time: of cut-off answers, four times the room mended all and the same room half. */
const RAISE = 3;
const MOST_OUTPUT_TOKENS = 48_000;
/** What is kept of an unusable answer, and shown to the model. */
const SHOWN_CHARACTERS = 20_000;

export interface AskOptions {
  node: string;
  system: string;
  /** Raised when a person asks to try again, so that the same question is asked afresh and not answered from the ledger. */
  round?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Asks the model for an answer of the shape `schema`. `task.task` names the task and the schema; `task-settings.ts` says
 * which model answers it, with how much thought and room.
 *
 * @throws {JobFailure} `budget_cap`, `model_invalid_answer`, `model_cut_off`, or a code of ModelError.
 */
export type AskModel = <T>(
  task: { task: string },
  schema: z.ZodType<T>,
  options: AskOptions,
) => Promise<{ answer: T; model: string }>;

/** A model with what its calls cost. */
export interface PricedModel {
  chat: ChatModel;
  price: Price;
  /** False: nothing is known of its price, so that what the endpoint says counts, and else the tokens alone. */
  known: boolean;
}

/** The two models: one writes, one understands and judges. */
export type Models = Record<TaskSettings['model'], PricedModel>;

const storedReply = z.object({
  text: z.string(),
  refusal: z.string().nullable(),
  model: z.string(),
  cutOff: z.boolean(),
  /** Why the whole answer, of which a part is kept, was of no use: its part would be read as something else. */
  unusable: z.object({ kind: z.enum(['cut_off', 'repeats', 'unusable']), problem: z.string() }).optional(),
});
type StoredReply = z.infer<typeof storedReply>;
type Reading = (reply: Pick<StoredReply, 'text' | 'cutOff'>) => ReadAnswer<unknown>;

/** One call: what is asked, and how often it was tried before. */
interface Call extends Omit<ChatRequest, 'signal'> {
  repair: number;
}

/** The models within the budget of one job. A call that was paid before is answered from the ledger. */
export function askModelFor(tools: {
  models: Models;
  content: Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'>;
  claim: Claim;
  /** A person's retries of the job: who asks again does not want the refusal of before. */
  retries: number;
  clock?: Pick<Clock, 'now' | 'sleep'>;
  log: Log;
  /** Of the job's team. */
  teamId?: string;
  meters?: AgentMeters;
  traces?: Traces | undefined;
}): AskModel {
  const { models, content, claim, retries, clock = systemClock, log, meters = noAgentMeters } = tools;
  const { traces = noTraces } = tools;
  const ids = { job_id: claim.id, ...(tools.teamId === undefined ? {} : { team_id: tools.teamId }) };

  return async (task, schema, options) => {
    const { model: which, ...settings } = settingsOf(task.task);
    const model = models[which];
    const system = `${options.system}\n\n${askInWords(schema)}`;
    const ask = (more: object): ChatMessage[] => [
      { role: 'system', content: system },
      { role: 'user', content: userMessage({ ...task, ...more }) },
    ];
    const answer = { name: task.task, schema: strictSchema(schema) };
    let call: Call = { ...settings, messages: ask({}), answer, repair: 0 };
    // Answers from the ledger are free and do not count, so that another attempt of the job gets new ones.
    let paid = 0;
    let raises = 0;
    for (;;) {
      const reading = (text: Pick<StoredReply, 'text' | 'cutOff'>) => readAnswer(text, schema);
      const { reply, isNew } = await usableOrNew(model, call, options, reading);
      const failure = (
        code: FailureCode,
        what: string,
        more: { retryable?: boolean; reason?: string } = {},
      ) =>
        new JobFailure(code, `Model "${reply.model}" ${what}`, {
          retryable: more.retryable ?? false,
          params: { node: options.node, model: reply.model, ...(more.reason ? { reason: more.reason } : {}) },
        });
      if (reply.refusal !== null) {
        throw failure('model_refused_request', `refused ${task.task}: ${reply.refusal}`, {
          reason: reply.refusal,
        });
      }
      const read = reply.unusable ? { ok: false as const, ...reply.unusable } : reading(reply);
      if (read.ok) return { answer: read.value, model: reply.model };
      if (isNew) {
        paid += 1;
        log.warn('model_answer_invalid', {
          job_id: claim.id,
          node: options.node,
          count: paid,
          code: read.kind,
        });
      }
      if (read.kind === 'cut_off') {
        raises += 1;
        if (raises > MAX_RAISES)
          throw failure('model_cut_off', `was cut off ${raises} times in ${task.task}`);
        // The same question with more room and less thought: asked to be brief, a model leaves out what was asked for.
        call = { ...withMoreRoom(call), repair: call.repair + 1 };
        continue;
      }
      if (paid > MAX_REPAIRS) {
        const what = `gave no usable ${task.task} in ${paid} answers: ${read.problem}`;
        throw failure('model_invalid_answer', what, { retryable: true });
      }
      // Still one message: what was wrong stands behind the task.
      const messages = ask({ unusable_answer: { text: reply.text, problem: read.problem } });
      call = { ...call, messages, repair: call.repair + 1 };
    }
  };

  /** The paid answer of before, unless it was a refusal and a person has asked to try again. */
  async function usableOrNew(model: PricedModel, call: Call, options: AskOptions, reading: Reading) {
    const before = await paidCall(model, call, options, reading, 0);
    if (before.isNew || before.reply.refusal === null || retries === 0) return before;
    return paidCall(model, call, options, reading, retries);
  }

  async function paidCall(
    model: PricedModel,
    call: Call,
    options: AskOptions,
    reading: Reading,
    retry: number,
  ): Promise<{ reply: StoredReply; isNew: boolean }> {
    const { node, round = 0, signal } = options;
    const { messages, answer, maxOutputTokens, effort, repair } = call;
    const request = JSON.stringify({
      model: model.chat.name,
      messages,
      name: answer.name,
      maxOutputTokens,
      effort,
      round,
      repair,
      ...(retry === 0 ? {} : { retry }),
    });
    const inputTokens = estimateTokens(request) + estimateTokens(JSON.stringify(answer.schema));
    const usd = mostUsd(model.price, inputTokens, maxOutputTokens);
    const reserved = await content.reserveUsage(claim, {
      call_key: `${node}:${createHash('sha256').update(request).digest('hex')}`,
      node,
      model: model.chat.name,
      input_tokens: inputTokens,
      max_output_tokens: maxOutputTokens,
      usd,
    });
    if (reserved.outcome === 'settled') return { reply: storedReply.parse(reserved.reply), isNew: false };
    if (reserved.outcome === 'refused' || reserved.usage_id === null) {
      throw capReached(`call the model for ${node}`, reserved.cap, {
        usd,
        tokens: inputTokens + maxOutputTokens,
      });
    }
    const startedAt = clock.now();
    const reply = await heard(model, { ...call, signal }, node, reserved.usage_id);
    const kept = keptOf(reply, reading);
    const paid = priced(model, {
      ...reply,
      inputTokens: reply.inputTokens ?? inputTokens,
      // Without a report a cut-off answer cost all that it could.
      outputTokens: reply.outputTokens ?? (reply.cutOff ? maxOutputTokens : estimateTokens(reply.text)),
    });
    await settlePaid(content, claim, reserved.usage_id, { ...paid, model: reply.model, reply: kept }, clock);
    const endedAt = clock.now();
    const ms = endedAt - startedAt;
    traces.end({
      of: claim.id,
      key: `model ${reserved.usage_id}`,
      parent: taskOf(claim),
      name: `model ${answer.name}`,
      startedAt,
      endedAt,
      attributes: {
        'gen_ai.request.model': model.chat.name,
        'gen_ai.usage.input_tokens': paid.input_tokens,
        'gen_ai.usage.output_tokens': paid.output_tokens,
        'greenlight.usd': paid.usd,
      },
    });
    count(model, paid, ms);
    log.info('model_called', {
      ...ids,
      node,
      model: reply.model,
      input_tokens: paid.input_tokens,
      cached_tokens: reply.cachedInputTokens ?? 0,
      output_tokens: paid.output_tokens,
      reasoning_tokens: reply.reasoningTokens ?? 0,
      usd: paid.usd,
      ms,
    });
    if (wasCutAtHead(reply, request)) {
      log.warn('model_cuts_the_prompt', {
        job_id: claim.id,
        node,
        model: reply.model,
        input_tokens: paid.input_tokens,
      });
    }
    return { reply: kept, isNew: true };
  }

  /** By the name in the settings: a router answers with many others. */
  function count({ chat: { name: model } }: PricedModel, paid: ReturnType<typeof priced>, ms: number): void {
    meters.modelCall({ model, outcome: 'ok' });
    meters.modelSeconds({ model }, ms / 1000);
    meters.tokens({ model, kind: 'input' }, paid.input_tokens);
    meters.tokens({ model, kind: 'output' }, paid.output_tokens);
    meters.usd({ model }, paid.usd);
  }

  async function heard(
    model: PricedModel,
    request: ChatRequest,
    node: string,
    usageId: number,
  ): Promise<ChatReply> {
    try {
      return await model.chat.complete(request);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      meters.modelCall({ model: model.chat.name, outcome: error.code });
      // Broken off, and reported with what it took: that, and not the most that it could take.
      if (error.used !== null) {
        const paid = { ...priced(model, error.used), model: model.chat.name, reply: null };
        await settlePaid(content, claim, usageId, paid, clock);
      } else if (!error.mayHaveCost) await content.voidUsage(claim, usageId);
      throw new JobFailure(error.code, error.message, {
        retryable: passes(error.code),
        retryAfterS: error.retryAfterS,
        params: { node, model: model.chat.name, ...(error.said === null ? {} : { said: error.said }) },
        cause: error,
      });
    }
  }
}

/** The span of the node that asks: LangGraph names its task where the node runs. Outside of a graph, the run's. */
function taskOf(claim: Claim): string {
  const space: unknown = getConfig()?.configurable?.checkpoint_ns;
  const taskId = typeof space === 'string' ? space.split('|')[0]?.split(':')[1] : undefined;
  return taskId === undefined ? runKey(claim) : nodeKey(claim, taskId);
}

function withMoreRoom(call: Call): Call {
  const maxOutputTokens = Math.min(MOST_OUTPUT_TOKENS, call.maxOutputTokens * RAISE);
  return {
    ...call,
    maxOutputTokens,
    effort: lowerEffort(call.effort),
    timeoutMs: timeoutFor(maxOutputTokens),
  };
}

/** What stays of an answer: all of a usable one, and of another as much as its model is shown. */
function keptOf(reply: ChatReply, reading: Reading): StoredReply {
  const kept = {
    text: plain(reply.text),
    refusal: reply.refusal === null ? null : plain(reply.refusal).slice(0, 2000),
    model: reply.model,
    cutOff: reply.cutOff,
  };
  const read = reading(kept);
  if (read.ok) return kept;
  const { kind, problem } = read;
  return {
    ...kept,
    text: plain(kept.text.slice(0, SHOWN_CHARACTERS)),
    unusable: { kind, problem: plain(problem) },
  };
}

/** What a call took, in tokens and in money. */
function priced(model: PricedModel, usage: Usage) {
  const used = {
    input: usage.inputTokens ?? 0,
    cachedInput: usage.cachedInputTokens ?? 0,
    cacheWrite: usage.cacheWriteTokens ?? 0,
    output: usage.outputTokens ?? 0,
  };
  const usd = usdFor(model.price, used);
  return {
    input_tokens: used.input,
    output_tokens: used.output,
    usd: model.known ? usd : (usage.costUsd ?? usd),
  };
}

/** jsonb knows neither NUL nor half a surrogate pair. */
function plain(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
