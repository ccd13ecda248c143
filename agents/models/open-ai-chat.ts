import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import type { ChatMessage, ChatModel, ChatReply, ChatRequest } from './chat-model.ts';
import { modelError } from './model-error.ts';

/** Any OpenAI-compatible endpoint, through LangChain. */
export function openAiChat(settings: ModelSettings, clock: Clock): ChatModel {
  return {
    name: settings.model,
    async complete(request: ChatRequest): Promise<ChatReply> {
      const chat = new ChatOpenAI({
        model: settings.model,
        apiKey: settings.apiKey,
        // Each attempt has its own reservation and the job engine its own backoff, so nothing is repeated here.
        maxRetries: 0,
        maxTokens: request.maxOutputTokens,
        streamUsage: false,
        configuration: { baseURL: settings.baseUrl },
      });
      const late = new AbortController();
      const answered = new AbortController();
      // LangChain's own timeout ends with the headers; a body that never ends must end too.
      void clock.sleep(settings.timeoutMs, answered.signal).then(() => late.abort());
      const signal = request.signal ? AbortSignal.any([request.signal, late.signal]) : late.signal;
      try {
        const message = await chat.invoke(request.messages.map(toLangChain), {
          signal,
          response_format: responseFormat(request.answer),
        });
        return toReply(message, settings.model);
      } catch (error) {
        if (request.signal?.aborted) throw request.signal.reason;
        if (isCutOff(error)) {
          return {
            text: '',
            refusal: null,
            model: settings.model,
            inputTokens: null,
            outputTokens: null,
            cutOff: true,
          };
        }
        const cause = late.signal.aborted ? new Error(`no answer within ${settings.timeoutMs} ms`) : error;
        throw modelError(cause, settings.model, clock.now());
      } finally {
        answered.abort();
      }
    },
  };
}

function toLangChain(message: ChatMessage) {
  if (message.role === 'system') return new SystemMessage(message.content);
  return message.role === 'user' ? new HumanMessage(message.content) : new AIMessage(message.content);
}

/**
 * The OpenAI client parses the JSON of an answer by itself and throws without the text when that fails. An answer was
 * paid for, so its text must come out: `$parseRaw` is the client's hook for a parser of one's own, not sent along.
 */
function responseFormat(answer: ChatRequest['answer']) {
  const format = { type: 'json_schema' as const, json_schema: { ...answer, strict: true } };
  return Object.defineProperty(format, '$parseRaw', { value: (text: string) => text, enumerable: false });
}

function toReply(message: Awaited<ReturnType<ChatOpenAI['invoke']>>, fallbackModel: string): ChatReply {
  const { model_name, finish_reason } = message.response_metadata as {
    model_name?: string;
    finish_reason?: string;
  };
  const { refusal } = message.additional_kwargs;
  // SAFETY: filled from the endpoint's `usage`, each count only when it was reported and not zero.
  const usage = message.usage_metadata as { input_tokens?: number; output_tokens?: number } | undefined;
  return {
    text: message.text,
    refusal: typeof refusal === 'string' && refusal !== '' ? refusal : null,
    model: model_name ?? fallbackModel,
    inputTokens: usage?.input_tokens ?? null,
    outputTokens: usage?.output_tokens ?? null,
    cutOff: finish_reason === 'length',
  };
}

/** The client throws, without the text, when an answer that it would parse was cut off at the token limit. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === 'LengthFinishReasonError';
}
