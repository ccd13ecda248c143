import { ExpectedError } from '../../platform/errors.ts';
import type { ModelFailureCode } from '../../ports/content.ts';
import type { TaskSettings } from './task-settings.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest
  extends Pick<TaskSettings, 'effort' | 'verbosity' | 'maxOutputTokens' | 'timeoutMs'> {
  messages: ChatMessage[];
  /** Name and shape of the answer (JSON Schema, strict). */
  answer: { name: string; schema: Record<string, unknown> };
  signal?: AbortSignal | undefined;
}

/** What a call took, as the endpoint reports it. */
export interface Usage {
  /** Null when the endpoint reports none; zero when it reports zero. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** Of the input: read from the endpoint's cache, and written to it. */
  cachedInputTokens?: number;
  cacheWriteTokens?: number;
  /** Of the output: thinking, never more than the output. */
  reasoningTokens?: number;
  /** What the call cost, where the endpoint says it. */
  costUsd?: number | null;
}

export interface ChatReply extends Usage {
  text: string;
  /** Why the model will not answer; null when it did. */
  refusal: string | null;
  /** As the endpoint names it. */
  model: string;
  /** True when the answer was cut off at `maxOutputTokens`. */
  cutOff: boolean;
}

/** One model behind one address. */
export interface ChatModel {
  readonly name: string;
  /** @throws {ModelError} For all that the endpoint or the way to it did wrong. */
  complete(request: ChatRequest): Promise<ChatReply>;
}

export class ModelError extends ExpectedError {
  override readonly name = 'ModelError';
  declare readonly code: ModelFailureCode;
  /** False only when the call certainly cost nothing. */
  readonly mayHaveCost: boolean;
  readonly retryAfterS: number | null;
  /** The endpoint's own words, for who has to mend it; no key is among them. */
  readonly said: string | null;
  /** What the call took, where the endpoint reports it of a call that it gave no answer to. */
  used: Usage | null = null;

  constructor(
    code: ModelFailureCode,
    message: string,
    options: { mayHaveCost: boolean; retryAfterS?: number | null; said?: string | null; cause?: unknown },
  ) {
    super(code, message, { cause: options.cause });
    this.mayHaveCost = options.mayHaveCost;
    this.retryAfterS = options.retryAfterS ?? null;
    this.said = options.said ?? null;
  }
}

/** What may pass by itself in a moment. */
export function passes(code: ModelFailureCode): boolean {
  return code === 'model_unavailable' || code === 'model_busy';
}
