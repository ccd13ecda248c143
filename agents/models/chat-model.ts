import { ExpectedError } from '../../platform/errors.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest {
  messages: ChatMessage[];
  /** Name and shape of the answer (JSON Schema, strict). */
  answer: { name: string; schema: Record<string, unknown> };
  maxOutputTokens: number;
  signal?: AbortSignal | undefined;
}

export interface ChatReply {
  text: string;
  /** Why the model will not answer; null when it did. */
  refusal: string | null;
  /** As the endpoint names it. */
  model: string;
  /** Null when the endpoint reports none. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** True when the answer was cut off at `maxOutputTokens`. */
  cutOff: boolean;
}

/** One model behind one address. */
export interface ChatModel {
  readonly name: string;
  /** @throws {ModelError} For all that the endpoint or the way to it did wrong. */
  complete(request: ChatRequest): Promise<ChatReply>;
}

export type ModelErrorCode =
  | 'model_unavailable'
  | 'model_refused_key'
  | 'model_not_found'
  | 'model_bad_request';

export class ModelError extends ExpectedError {
  override readonly name = 'ModelError';
  declare readonly code: ModelErrorCode;
  /** False only when the call certainly cost nothing. */
  readonly mayHaveCost: boolean;
  readonly retryAfterS: number | null;

  constructor(
    code: ModelErrorCode,
    message: string,
    options: { mayHaveCost: boolean; retryAfterS?: number | null; cause?: unknown },
  ) {
    super(code, message, { cause: options.cause });
    this.mayHaveCost = options.mayHaveCost;
    this.retryAfterS = options.retryAfterS ?? null;
  }
}
