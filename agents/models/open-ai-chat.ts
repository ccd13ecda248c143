import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAICompletions } from '@langchain/openai';
import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import type { ChatMessage, ChatModel, ChatReply, ChatRequest } from './chat-model.ts';
import { type Dialect, firstDialect } from './dialect.ts';
import { type DialectMemory, dialectKey, processMemory } from './dialect-memory.ts';
import { type Heard, hearing } from './heard.ts';
import { type AskedOf, connectionError } from './model-error.ts';
import { readReply } from './read-reply.ts';
import { requestBody } from './request-body.ts';
import { roomLeft, stepDown } from './step-down.ts';
import { wordsOfError } from './words-of-error.ts';

/** More refusals than there are fields to give up. */
const MOST_STEPS = 12;

/**
 * Any OpenAI-compatible endpoint, through LangChain. One call that is answered, after as many refused ones as it takes
 * to learn what the endpoint accepts: a refusal of the request is free.
 */
export function openAiChat(
  settings: ModelSettings,
  clock: Pick<Clock, 'now' | 'sleep'>,
  memory: DialectMemory = processMemory(),
): ChatModel {
  const key = dialectKey(settings);
  const first = firstDialect(settings);

  return {
    name: settings.model,
    async complete(request: ChatRequest): Promise<ChatReply> {
      const known = await memory.recall(key);
      let dialect = known ?? first;
      let isKnown = known !== null;
      let { maxOutputTokens } = request;
      const tokensTried = new Set([dialect.tokens]);
      for (let step = 0; ; step += 1) {
        const heard = await ask({ ...request, maxOutputTokens }, dialect);
        const next = step < MOST_STEPS ? afterRefusal(heard) : null;
        if (next === null) {
          const asked: AskedOf = { model: settings.model, apiKey: settings.apiKey, now: clock.now() };
          const reply = readReply(heard, asked);
          if (JSON.stringify(dialect) !== JSON.stringify(known ?? first)) await memory.keep(key, dialect);
          return reply;
        }
        if (isKnown && next.dialect !== dialect) {
          // What was learned is out of date: all is tried again, so that an endpoint that has learned more is used.
          await memory.keep(key, null);
          isKnown = false;
          dialect = first;
          tokensTried.clear();
        } else dialect = next.dialect;
        tokensTried.add(dialect.tokens);
        maxOutputTokens = next.maxOutputTokens;
      }

      /** What to ask next; null: this was an answer, or a refusal that asking in another form does not change. */
      function afterRefusal(heard: Heard): { dialect: Dialect; maxOutputTokens: number } | null {
        const { all: said, param, isPage, code } = wordsOfError(heard.body);
        if (isPage || !isRefusal(heard, said)) return null;
        const room = roomLeft(said);
        if (room !== null && room < maxOutputTokens) return { dialect, maxOutputTokens: room };
        const next = stepDown(
          dialect,
          { said: `${said} ${/_/.test(code) ? code : ''}`.trim(), param },
          { effort: request.effort, anyMode: (settings.structured ?? 'auto') === 'auto', tokensTried },
        );
        return next && { dialect: next, maxOutputTokens };
      }
    },
  };

  async function ask(request: ChatRequest, dialect: Dialect): Promise<Heard> {
    const ear = hearing();
    const chat = new PlainCompletions(
      { ...settings, fetch: ear.fetch },
      requestBody(dialect, request, settings.baseUrl),
    );
    const late = new AbortController();
    const answered = new AbortController();
    const timeoutMs = settings.timeoutMs ?? request.timeoutMs;
    // LangChain's own timeout ends with the headers; a body that never ends must end too.
    void clock.sleep(timeoutMs, answered.signal).then(() => late.abort());
    const signal = request.signal ? AbortSignal.any([request.signal, late.signal]) : late.signal;
    try {
      await chat.invoke(request.messages.map(toLangChain), { signal });
    } catch (error) {
      // What was heard is read below; what the client made of it is not used.
      if (ear.heard() === null) {
        if (request.signal?.aborted) throw request.signal.reason;
        const cause = late.signal.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error;
        throw connectionError(cause, settings);
      }
    } finally {
      answered.abort();
    }
    const heard = ear.heard();
    if (heard === null) throw connectionError(new Error('nothing was asked'), settings);
    return heard;
  }
}

/** Only these refuse the form of a request; a router says with a 404 that no provider takes all of it. */
function isRefusal({ status }: Heard, said: string): boolean {
  return status === 400 || status === 422 || (status === 404 && /no endpoints found.*parameters/i.test(said));
}

/** Chat completions with the body that was made for them: the client would choose a route by the model's name. */
class PlainCompletions extends ChatOpenAICompletions {
  readonly #body: Record<string, unknown>;

  constructor(
    settings: Pick<ModelSettings, 'model' | 'apiKey' | 'baseUrl'> & { fetch: typeof fetch },
    body: Record<string, unknown>,
  ) {
    super({
      model: settings.model,
      apiKey: settings.apiKey,
      // Each attempt has its own reservation and the job engine its own backoff, so nothing is repeated here.
      maxRetries: 0,
      streamUsage: false,
      configuration: { baseURL: settings.baseUrl, fetch: settings.fetch },
    });
    this.#body = body;
  }

  // SAFETY: the fields of a completion; some are known to single endpoints alone.
  override invocationParams(): ReturnType<ChatOpenAICompletions['invocationParams']> {
    return { model: this.model, ...this.#body } as never;
  }

  /** `create` alone: `parse` throws the text of an answer away when it is cut off or no JSON. */
  override async completionWithRetry(request: never, options?: never): Promise<never> {
    const { messages, ...body } = request as { messages: { role: string }[] };
    // LangChain knows models by their names; every endpoint knows "system".
    const plain = messages.map((m) => (m.role === 'developer' ? { ...m, role: 'system' } : m));
    const clientOptions = this._getClientOptions(options);
    return this.client.chat.completions.create({ ...body, messages: plain } as never, clientOptions) as never;
  }
}

function toLangChain(message: ChatMessage) {
  if (message.role === 'system') return new SystemMessage(message.content);
  return message.role === 'user' ? new HumanMessage(message.content) : new AIMessage(message.content);
}
