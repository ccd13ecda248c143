import { z } from 'zod';
import type { ChatReply, ChatRequest } from '../../agents/models/chat-model.ts';
import { type Dialect, firstDialect } from '../../agents/models/dialect.ts';
import { dialectKey, processMemory } from '../../agents/models/dialect-memory.ts';
import { openAiChat } from '../../agents/models/open-ai-chat.ts';
import { priceOf, usdFor } from '../../agents/models/prices.ts';
import { readAnswer } from '../../agents/models/read-answer.ts';
import { askInWords } from '../../agents/models/shape-in-words.ts';
import { strictSchema } from '../../agents/models/strict-schema.ts';
import { wasCutAtHead } from '../../agents/models/was-cut-at-head.ts';
import { systemClock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import type { ModelSettings } from '../../platform/model-settings.ts';
import { deck } from '../../ports/model-tasks.ts';
import { type Check, type Finding, fail, has, ok, warn } from '../check.ts';
import { modelSettings, namedModels } from '../model-settings.ts';

const TIMEOUT_MS = 90_000;
const MAX_TOKENS = 4_000;

/** A key that the words do not name: it comes only from an endpoint that holds its model to the schema. */
const bound = deck.extend({ seal: z.enum(['kestrel-7']) });

/** One call with the largest shape that the product asks for, as the agents make it. */
export const model: Check = {
  name: 'model',
  applies: (subject) => has(subject, 'OPENAI_API_KEY') && modelSettings(subject) !== null,
  async run({ subject, now }) {
    const settings = modelSettings(subject);
    const findings: Finding[] = [];
    for (const { model: name, price } of settings ? namedModels(settings) : [])
      if (settings) findings.push(...(await tried({ ...settings, model: name, price }, now)));
    return findings;
  },
};

async function tried(settings: ModelSettings, now: () => number): Promise<Finding[]> {
  const memory = processMemory();
  const chat = openAiChat({ ...settings, timeoutMs: settings.timeoutMs ?? TIMEOUT_MS }, systemClock, memory);
  const startedAt = now();
  try {
    const reply = await chat.complete(question);
    const dialect = (await memory.recall(dialectKey(settings))) ?? firstDialect(settings);
    return [judge(settings, reply, dialect, now() - startedAt), ...cutAtHead(settings.model, reply)];
  } catch (error) {
    if (!isExpected(error)) throw error;
    return [fail(error.message, fixes[error.code] ?? 'See the message of the endpoint.')];
  }
}

const question: ChatRequest = {
  messages: [
    {
      role: 'system',
      content: `You write slides for a test of this connection. Write a deck of two slides about a kettle: a cover and a statement. Evidence lists stay empty.\n\n${askInWords(deck)}`,
    },
    { role: 'user', content: '{"task":"doctor_check"}' },
  ],
  answer: { name: 'doctor_check', schema: strictSchema(bound) },
  effort: 'low',
  verbosity: 'low',
  maxOutputTokens: MAX_TOKENS,
  timeoutMs: TIMEOUT_MS,
};

const fixes: Record<string, string> = {
  model_refused_key: 'Check OPENAI_API_KEY, and that it may use this model.',
  model_no_credit: 'Add credit to the account of OPENAI_API_KEY, or raise its limit.',
  model_not_found:
    'Check OPENAI_MODEL, OPENAI_SMALL_MODEL (a typo, a model that was shut down) and that OPENAI_BASE_URL ends as the endpoint wants it, mostly with /v1.',
  model_wrong_address: 'Check OPENAI_BASE_URL: a web page or a login answers there.',
  model_bad_request: 'The endpoint must support chat completions; try another OPENAI_STRUCTURED.',
  model_refused_request: 'Choose a model, or an endpoint, without such a filter.',
  model_context_full: 'Choose a model with a longer context, or raise it where the model runs.',
  model_busy: 'Try again in a moment; if it stays, raise the limit of the account.',
  model_unavailable:
    'Check OPENAI_BASE_URL and the way to it (proxy, firewall); try again if the endpoint is busy.',
};

function judge(settings: ModelSettings, reply: ChatReply, dialect: Dialect, ms: number): Finding {
  const { model: name } = settings;
  if (reply.refusal !== null)
    return fail(`"${name}" refused the question`, 'Choose a model without such a filter.');
  if (reply.cutOff)
    return warn(`"${name}" answers, but not within ${MAX_TOKENS} tokens`, 'Choose a model that thinks less.');
  const isBound = readAnswer(reply, bound).ok;
  const read = readAnswer(reply, deck);
  if (!read.ok) {
    return fail(
      `"${name}" did not keep to the shape of an answer (${dialect.mode})`,
      'Choose a model that follows instructions better, or an endpoint with structured outputs.',
    );
  }
  const form = dialect.mode === 'prompt' ? 'in words alone' : isBound ? 'obeyed' : 'only asked';
  const used = [
    `${dialect.mode}, ${form}`,
    dialect.tokens,
    dialect.effort === 'no' ? 'no effort' : 'effort',
    `${(ms / 1000).toFixed(1)} s`,
    costOf(settings, reply),
  ];
  return ok(`"${reply.model}" answers in the asked form (${used.join('; ')})`);
}

function costOf({ model: name, price }: ModelSettings, reply: ChatReply): string {
  if (reply.inputTokens === null) return 'tokens not reported';
  const output = reply.outputTokens ?? 0;
  const found = priceOf(name, price);
  const usd = found.known
    ? usdFor(found.price, { input: reply.inputTokens, cachedInput: reply.cachedInputTokens ?? 0, output })
    : reply.costUsd;
  const tokens = `${reply.inputTokens} + ${output} tokens`;
  return usd == null ? tokens : `${tokens}, ${usd.toFixed(5)} USD`;
}

function cutAtHead(name: string, reply: ChatReply): Finding[] {
  const prompt = question.messages.map((m) => m.content).join('');
  if (!wasCutAtHead(reply, prompt)) return [];
  return [
    warn(
      `"${name}" seems to read only the end of a prompt (${reply.inputTokens} tokens of it)`,
      'Raise the context where the model runs, e.g. OLLAMA_CONTEXT_LENGTH=32768: the rules stand at the beginning.',
    ),
  ];
}
