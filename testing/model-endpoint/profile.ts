import type { ChatBody } from './read-chat.ts';

/** What a maker of models takes, ignores and refuses through chat completions. Data; the rules are in the files beside it. */
export interface Profile {
  name: string;
  /** The base URL that the maker documents; its path is the endpoint's too. */
  address: string;
  /** The first one is asked where a test does not say which. */
  models: Record<string, Model>;
  /** Header that carries the key; `none`: no key is looked at. */
  key: 'bearer' | 'bearer or api-key' | 'none';
  fields: {
    /** Taken and obeyed, besides `model`, `messages` and `stream`. */
    taken: readonly string[];
    /** Any other field. */
    others: 'ignored' | 'refused';
  };
  /** What is told and billed of cached prefixes. */
  caches: 'nothing' | 'reads' | 'reads and writes';
  structured: {
    json_schema: Structured;
    json_object: Structured;
    /** A forced tool, by name. */
    tool: Structured;
  };
  /** What this maker does not take, beyond fields and modes. */
  refusal?(body: ChatBody, model: Model): Refused | null;
  /** Body of an error. `param` is null where the fault has none. */
  error(refused: Refused): unknown;
  /** Headers of every answer. */
  headers?(usage: Usage | null, model: Model): Record<string, string>;
  /** What the message looks like when the model gives `text`. */
  message(text: string, made: { kept: boolean; thoughts: string | null }): Message;
  /** What comes when the model will not answer. */
  declined(reason: string): { message: Message; finish: string };
  usage(usage: Usage, model: Model): unknown;
  /** A row of `GET /models`. */
  listed(name: string, model: Model): Record<string, unknown>;
}

/** `ignored`: accepted with 200 and not obeyed. */
export type Structured = 'kept' | 'ignored' | 'refused';

export interface Model {
  /** USD per million tokens. */
  price: { input: number; cached: number; written?: number; output: number };
  /** Values of effort that are not refused; null: nothing is looked at. */
  efforts: readonly string[] | null;
  /** Without a word about effort. */
  effort: string;
  /** Tokens of prompt and answer together. */
  context: number;
  /** Last day, YYYY-MM-DD. */
  shutdown?: string;
  /** This model's own, where one address serves many. */
  structured?: Partial<Profile['structured']>;
}

export interface Refused {
  status: number;
  code: string | null;
  message: string;
  param?: string | null;
  headers?: Record<string, string>;
}

/** As OpenAI calls it: input holds what was read from the cache, output holds the reasoning. */
export interface Usage {
  input: number;
  cached: number;
  /** Written to the cache, at a price of its own. */
  written: number;
  output: number;
  reasoning: number;
}

export type Message = { content: unknown } & Record<string, unknown>;

/** The body that most makers copy from OpenAI. */
export const openAiError = ({ code, message, param = null }: Refused, type = 'invalid_request_error') => ({
  error: { message, type, param, code },
});

export const openAiUsage = ({ input, cached, written, output, reasoning }: Usage) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: {
    cached_tokens: cached,
    ...(written > 0 ? { cache_write_tokens: written } : {}),
    audio_tokens: 0,
  },
  completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
});

/** Without details, as most servers of one's own report it. */
export const plainUsage = ({ input, output }: Usage) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
});

export const openAiListed = (name: string, { shutdown }: Model) => ({
  id: name,
  object: 'model',
  created: 0,
  owned_by: 'loopback',
  ...(shutdown ? { shutdown_date: shutdown } : {}),
});

export const unsupported = (
  param: string,
  message: string,
  code: string | null = 'unsupported_parameter',
): Refused => ({
  status: 400,
  code,
  message,
  param,
});
