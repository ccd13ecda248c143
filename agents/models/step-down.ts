import type { Dialect } from './dialect.ts';
import type { Effort } from './task-settings.ts';

/** What an endpoint said when it refused a request as such (400, 422). */
interface Refusal {
  said: string;
  /** The field that it names, where it names one. */
  param: string | null;
}

/** The request that was refused. */
export interface Asked {
  effort: Effort;
  /** Whether the mode may be changed: false where a person has set it. */
  anyMode: boolean;
  /** Both names of the field for tokens that were tried: going from one to the other and back never ends. */
  tokensTried: ReadonlySet<Dialect['tokens']>;
}

interface Field {
  names: RegExp;
  /** The dialect without the field; null where it was not sent. */
  without(dialect: Dialect, asked: Asked, said: string): Dialect | null;
}

/** Fields of a request in the order in which they are given up: what matters least comes first. */
const fields: readonly Field[] = [
  { names: /\bverbosity\b/i, without: (d) => (d.verbosity ? { ...d, verbosity: false } : null) },
  { names: /\bstore\b/i, without: (d) => (d.store ? { ...d, store: false } : null) },
  {
    names: /chat_template_kwargs|enable_thinking|\bthinking\b/i,
    without: (d) => (d.thinking ? { ...d, thinking: null } : null),
  },
  {
    names: /reasoning|effort|\bthink(ing)?\b/i,
    without: (d, { effort }) =>
      d.effort === 'no'
        ? null
        : { ...d, effort: d.effort === 'any' && effort === 'none' ? 'from_low' : 'no' },
  },
  {
    names: /max_(completion_|output_)?tokens/i,
    without(d, { tokensTried }) {
      const tokens = d.tokens === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
      return tokensTried.has(tokens) ? null : { ...d, tokens };
    },
  },
  {
    names: /require_parameters|endpoints? found|\bprovider\b/i,
    without: (d) => (d.requireParameters ? { ...d, requireParameters: false } : null),
  },
  {
    names:
      /response[_ ]?format|json[_ ]?(schema|object|mode)|\bschemas?\b|structured|\bstrict\b|grammar|tool_choice|\btools?\b|too many states/i,
    without: (d, { anyMode }, said) => (anyMode ? lowerMode(d, said) : null),
  },
];

/** Refusals that are about something else than the fields of a request. */
const OTHER =
  /context|too long|content[_ ]?(filter|policy)|moderation|safety|credit|billing|quota|api[_ ]?key|model\b.*\b(not (exist|found|available)|unknown)/i;

/** Refusals that say a field is wrong, but not which, or none that we know by name. */
const SOME_FIELD =
  /^\s*$|no body|invalid (argument|request|parameter|input)|bad request|un(known|recognized|expected|supported)|not supported|extra (inputs?|fields?)|additional propert|unprocessable/i;

/**
 * The same request with one thing less; null where no field of ours is to blame. Pure.
 *
 * A field that is named is given up. After a refusal that names none they go one at a time, in their order: of what was
 * taken away together the fault could not be told, and an endpoint that refuses an effort would lose its schema.
 */
export function stepDown(dialect: Dialect, { said, param }: Refusal, asked: Asked): Dialect | null {
  const most = mostTokens(said);
  if (most !== null && most < (dialect.maxOutputTokens ?? Number.POSITIVE_INFINITY))
    return { ...dialect, maxOutputTokens: most };
  if (OTHER.test(said) && !param) return null;
  const words = `${param ?? ''} ${said}`;
  const steps = fields.map((field) => ({ ...field, next: field.without(dialect, asked, said) }));
  const named = steps.find(({ names, next }) => next !== null && names.test(words));
  if (named) return named.next;
  return SOME_FIELD.test(said) ? (steps.find(({ next }) => next !== null)?.next ?? null) : null;
}

/** `json_object` is passed over where the endpoint says that it takes a schema or plain text alone. */
function lowerMode(dialect: Dialect, said: string): Dialect | null {
  if (dialect.mode === 'json_schema') {
    const noJson = /['"]?json_schema['"]?,? or ['"]?text/i.test(said);
    return { ...dialect, mode: noJson ? 'prompt' : 'json_object' };
  }
  return dialect.mode === 'prompt' ? null : { ...dialect, mode: 'prompt' };
}

/** The most output tokens that a refusal says are allowed; null: it says no such thing. */
function mostTokens(said: string): number | null {
  if (!/max_(completion_|output_)?tokens|(completion|output) tokens/i.test(said) || /context/i.test(said))
    return null;
  const found =
    /(?:at most|<=|less than or equal to|no more than|not exceed|up to|\[1, ?)\s*`?(\d{3,7})/i.exec(said) ??
    /\d+ > (\d{3,7})/.exec(said);
  return found ? Number(found[1]) : null;
}

/**
 * The output tokens that a prompt leaves free where the server says how long its context is and how long the prompt was;
 * null: it does not, or next to nothing is left.
 */
export function roomLeft(said: string): number | null {
  const context = /(?:context (?:length|window|size)(?: is| of)?|n_ctx["']?:)\D{0,20}(\d{3,8})/i.exec(said);
  const prompt =
    /(\d{2,8})\s*(?:input tokens|tokens? (?:from|in) the (?:input|messages?|prompt)|in the messages)/i.exec(
      said,
    );
  if (!context || !prompt) return null;
  const left = Number(context[1]) - Number(prompt[1]) - 16;
  return left >= 500 ? left : null;
}
