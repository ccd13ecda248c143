/** What the body of an error says, in each form that endpoints have for it. */
export interface WordsOfError {
  /** First words, at most 300 characters; empty: it says nothing. */
  said: string;
  /** All words, for what has to be found in them. */
  all: string;
  code: string;
  /** The field of the request that is named. */
  param: string | null;
  isPage: boolean;
}

const MAX_SAID = 300;

/**
 * Reads the body of an error: an object of OpenAI's form, a plain text under `error` (LM Studio, Ollama), a list
 * (Gemini), `detail` of FastAPI (vLLM, Mistral), a provider's error within a router's (OpenRouter), a web page. Pure.
 */
export function wordsOfError(body: string): WordsOfError {
  if (isPage(body)) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1]?.trim() ?? '';
    return { said: title, all: title, code: '', param: null, isPage: true };
  }
  const read = parsed(body);
  const root = Array.isArray(read) ? read[0] : read;
  const error = field(root, 'error') ?? field(root, 'errors') ?? root;
  const inner = Array.isArray(error) ? error[0] : error;
  const detail = field(root, 'detail') ?? field(field(root, 'message'), 'detail');
  const details = Array.isArray(detail) ? detail : [];
  const raw = field(field(inner, 'metadata'), 'raw');
  const message =
    firstText(inner, field(inner, 'message'), detail, field(root, 'message')) ||
    details.map((one) => `${loc(one)}: ${firstText(field(one, 'msg'))}`).join('; ') ||
    (read === undefined ? body : '');
  const all = [message, typeof raw === 'string' ? wordsWithin(raw) : ''].filter(Boolean).join(': ');
  return {
    said: all.replace(/\s+/g, ' ').trim().slice(0, MAX_SAID),
    all: all.slice(0, 10_000),
    code: [field(inner, 'code'), field(inner, 'type'), field(inner, 'status')]
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .join(' '),
    param: firstText(field(inner, 'param')) || (details[0] ? loc(details[0]) : null),
    isPage: false,
  };
}

/** Whether a body is a web page: a login, a proxy's error, a site at the wrong address. */
export function isPage(body: string): boolean {
  return /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body)\b/i.test(body);
}

/** Keys of APIs have no place in a message, not even half hidden. */
export function withoutKeys(text: string, apiKey: string): string {
  const plain = apiKey.length >= 4 ? text.replaceAll(apiKey, '[key]') : text;
  return plain.replace(
    /\b(sk|gsk|xai|pk|rk|AIza|key|or-v1)[-_][\w*.…-]{6,}|\bAIza[\w*-]{8,}|\bBearer\s+\S{6,}/gi,
    '[key]',
  );
}

function wordsWithin(raw: string): string {
  const inner = parsed(raw);
  return typeof inner === 'object' && inner !== null ? wordsOfError(raw).said : raw;
}

/** `["body", "store"]` as `store`. */
function loc(detail: unknown): string {
  const path = field(detail, 'loc');
  return Array.isArray(path) ? path.filter((one) => one !== 'body').join('.') : '';
}

function firstText(...values: unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
