import type { ModelFailureCode } from '../../ports/content.ts';
import { ModelError } from './chat-model.ts';
import type { Heard } from './heard.ts';
import { retryAfter } from './retry-after.ts';
import { field, type WordsOfError, withoutKeys, wordsOfError } from './words-of-error.ts';

/** Connections that never reached the endpoint. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Which model was asked with which key, and when (ms since 1970). */
export interface AskedOf {
  model: string;
  apiKey: string;
  now: number;
}

/** What a call without an answer means for the job and for its cost: it may have been made, and billed. Pure. */
export function connectionError(
  error: unknown,
  { model, apiKey }: Pick<AskedOf, 'model' | 'apiKey'>,
): ModelError {
  const code = causeCode(error);
  const message = error instanceof Error ? error.message : String(error);
  const said = withoutKeys(code ?? (message.split('\n')[0] ?? '').slice(0, 300), apiKey);
  return new ModelError('model_unavailable', `Model "${model}" did not answer: ${said}`, {
    mayHaveCost: !(code && NOT_SENT.includes(code)),
    cause: error,
  });
}

/**
 * What an answer other than a completion means for the job and for its cost. Pure.
 *
 * Only what the endpoint refused before running it is certainly free: after a 5xx the answer may have been made and
 * billed.
 *
 * @param status Of the answer, or the one that a 200 carries within.
 */
export function heardError(heard: Heard, { model, apiKey, now }: AskedOf, status = heard.status): ModelError {
  const words = wordsOfError(heard.body);
  const said = withoutKeys(words.said, apiKey);
  const code = codeOf(status, words);
  return new ModelError(
    code,
    `Model "${model}" ${meaningOf[code]} (status ${status})${said === '' ? '' : `: ${said}`}`,
    {
      mayHaveCost: code === 'model_unavailable',
      retryAfterS:
        code === 'model_unavailable' || code === 'model_busy'
          ? retryAfter(heard.headers, heard.body, now)
          : null,
      said: said === '' ? null : said,
    },
  );
}

/** Of a failed call, after the name of the model. */
export const meaningOf: Record<ModelFailureCode, string> = {
  model_unavailable: 'is not available',
  model_busy: 'asks for fewer calls',
  model_no_credit: 'has no credit left',
  model_refused_key: 'refused the API key',
  model_refused_request: 'refused to answer',
  model_not_found: 'is not known at this address',
  model_wrong_address: 'is not at this address: a web page answers there',
  model_context_full: 'cannot take so long a prompt',
  model_bad_request: 'refused the request',
};

/** Words that say more than the status: endpoints use 400 and 403 for nearly everything. */
const byWords: readonly [ModelFailureCode, RegExp][] = [
  [
    'model_no_credit',
    /insufficient[_ ](quota|balance|credit|funds)|credit balance|exceededbudget|budget (has been|was) exceeded|billing/i,
  ],
  ['model_refused_request', /content[_ ]?(filter|policy)|moderation|flagged|prohibited/i],
  [
    'model_context_full',
    /context[_ ](length|window|size)|exceed_context|maximum context|prompt is too long|too many (input )?tokens|input (is )?too long/i,
  ],
  [
    'model_refused_key',
    /(invalid|incorrect|missing|expired)[_ ]api[_ ]?key|api key (not valid|expired|is invalid)/i,
  ],
  [
    'model_not_found',
    /model[_ ]not[_ ]found|model_access_denied|not available for this api key|invalid model name|(no such|unknown) model|model\b.{0,120}\b(does not exist|not found|is not (available|supported)|not available)|not available for this api key/i,
  ],
];

function codeOf(status: number, words: WordsOfError): ModelFailureCode {
  const told = `${words.code} ${words.all}`;
  const by = byWords.find(([, pattern]) => pattern.test(told))?.[0];
  if (words.isPage && status < 500) return status === 429 ? 'model_busy' : 'model_wrong_address';
  switch (status) {
    case 401:
      // LiteLLM: the key is good, and the name is none of those that it may use.
      return by === 'model_not_found' ? by : 'model_refused_key';
    case 402:
      return 'model_no_credit';
    case 403:
      return by === 'model_refused_request' || by === 'model_no_credit' ? by : 'model_refused_key';
    case 404:
    case 410:
      return 'model_not_found';
    case 405:
      return 'model_wrong_address';
    case 413:
      return 'model_context_full';
    case 429:
      return by === 'model_no_credit' ? by : 'model_busy';
    // Groq: no room on the flexible tier. Anthropic: overloaded.
    case 498:
    case 529:
      return 'model_busy';
    case 408:
    case 409:
    case 425:
      return 'model_unavailable';
    default:
      if (status >= 500 || status < 400) return 'model_unavailable';
      return by ?? 'model_bad_request';
  }
}

/** The system's code of a failed connection, which fetch hides a few causes deep. */
function causeCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at && depth < 5; at = field(at, 'cause'), depth += 1) {
    const code = field(at, 'code');
    if (typeof code === 'string') return code;
  }
  return undefined;
}
