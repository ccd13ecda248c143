import { capOf } from './check-request.ts';
import { type Completion, cutOff } from './complete.ts';
import type { Model, Profile, Refused, Usage } from './profile.ts';
import type { ChatBody } from './read-chat.ts';

/** One HTTP answer. */
export interface Sent {
  status: number;
  headers?: Record<string, string>;
  /** Text goes out as it is, everything else as JSON. */
  body: unknown;
  /** `hang`: headers and half of the body, then nothing. `break`: the same, and the connection dies. */
  after?: 'hang' | 'break';
  /** What the maker bills; null: nothing. */
  usage: Usage | null;
}

/** What would have been sent. */
interface Made {
  profile: Profile;
  model: Model;
  body: ChatBody;
  completion: Completion;
  sent(completion: Completion): Sent;
  refused(refused: Refused): Sent;
}

type Misbehaviour = (made: Made) => Sent | 'silence';

/** Above what any reader should take: the answers of the product are below 100 kB. */
const HUGE = 2_000_000;
const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body>Sign in to go on</body></html>';

const message =
  (change: (message: Completion['message']) => Completion['message'], finish?: string): Misbehaviour =>
  ({ completion, sent }) =>
    sent({ ...completion, message: change(completion.message), finish: finish ?? completion.finish });
/** The answer's text without what the maker wraps it in. */
const bare = (content: unknown): string => String(content ?? '').replace(/^[^{]*|[^}]*$/g, '');
const says = (change: (text: string) => string): Misbehaviour =>
  message((before) => ({ ...before, content: change(bare(before.content)) }));
const refuses =
  (refused: Refused): Misbehaviour =>
  (made) =>
    made.refused(refused);
const instead =
  (body: (made: Made) => unknown, more: Partial<Sent> = {}): Misbehaviour =>
  (made) => ({ status: 200, body: body(made), usage: null, ...more });

/**
 * All that an endpoint does to its caller besides answering, on demand: the rows of the table of misread answers first,
 * then what else was met.
 */
export const misbehaviours = {
  refusal: ({ profile, completion, sent }) => {
    const { message: declined, finish } = profile.declined('I cannot help with that.');
    return sent({
      ...completion,
      message: declined,
      finish,
      usage: { ...completion.usage, output: 12, reasoning: 0 },
    });
  },
  content_filter: message((before) => ({ ...before, content: null }), 'content_filter'),
  /** In the middle of the text, at the very cap. */
  cut_off: ({ profile, body, completion, sent }) =>
    sent(cutOff(completion, capOf(profile, body) ?? completion.usage.output)),
  /** Reasoning ate the whole cap: nothing is left of the text. */
  thoughts_alone: ({ profile, body, completion, sent }) => {
    const output = capOf(profile, body) ?? completion.usage.output;
    const { message: before, usage } = completion;
    return sent({
      message: { ...before, content: '' },
      finish: 'length',
      usage: { ...usage, output, reasoning: output },
    });
  },
  context_too_long: refuses({
    status: 400,
    code: 'context_length_exceeded',
    message: "This model's maximum context length is 8192 tokens.",
    param: 'messages',
  }),
  error_in_200: instead(() => ({
    error: { code: 502, message: 'Upstream provider is down.', metadata: { provider_name: 'OpenAI' } },
  })),
  empty_choices: instead(({ body }) => ({
    id: 'x',
    object: 'chat.completion',
    model: body.model,
    choices: [],
  })),
  login_page: instead(() => LOGIN_PAGE, { headers: { 'content-type': 'text/html' } }),
  finish_error: message((before) => ({ ...before, content: '' }), 'error'),
  insufficient_resources: message((before) => ({ ...before, content: '' }), 'insufficient_system_resource'),
  in_tool_calls: message(
    ({ content }) => ({
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'answer', arguments: bare(content) } },
      ],
    }),
    'tool_calls',
  ),
  in_reasoning: message(({ content }) => ({
    role: 'assistant',
    content: null,
    reasoning_content: `I think it is this:\n${bare(content)}`,
  })),
  no_credit: refuses({
    status: 402,
    code: '402',
    message: 'Insufficient credits. Add more at the provider.',
  }),
  no_access: refuses({ status: 403, code: null, message: 'This key has no access to the model.' }),
  moderation: ({ model, profile }) => ({
    status: 403,
    body: {
      error: {
        code: 403,
        message: `${profile.name} requires moderation on this model. Your input was flagged.`,
        metadata: {
          reasons: ['harassment'],
          flagged_input: '…',
          provider_name: 'OpenAI',
          model_slug: model.effort,
        },
      },
    },
    usage: null,
  }),
  flex_full: refuses({ status: 498, code: 'capacity_exceeded', message: 'Flex tier capacity exceeded.' }),
  json_validate_failed: ({ completion: { message: before } }) => ({
    status: 400,
    body: {
      error: {
        message:
          "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
        type: 'invalid_request_error',
        code: 'json_validate_failed',
        failed_generation: bare(before.content).slice(0, -1),
      },
    },
    usage: null,
  }),
  rate_limited: refuses({
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached.',
    headers: { 'retry-after': '2' },
  }),
  rate_limited_by_reset: refuses({
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached.',
    headers: {
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': '120ms',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '7.66s',
    },
  }),
  rate_limited_bare: refuses({ status: 429, code: null, message: 'Too many requests at once.' }),
  no_quota: refuses({ status: 429, code: 'insufficient_quota', message: 'You exceeded your current quota.' }),
  model_gone: refuses({
    status: 404,
    code: 'model_not_found',
    message: 'The model `gpt-5-mini` was shut down on 2026-12-11. Use `gpt-6.1-terra`.',
  }),
  wrong_path: instead(() => '404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } }),
  zero_usage: ({ completion, sent }) => {
    const zero = { input: 0, cached: 0, written: 0, output: 0, reasoning: 0 };
    return sent({ ...completion, usage: zero });
  },
  no_usage: ({ completion, sent }) => {
    const made = sent(completion);
    const { usage: _told, ...body } = made.body as Record<string, unknown>;
    return { ...made, body };
  },

  overloaded: refuses({ status: 529, code: null, message: 'Overloaded.' }),
  broken_server: refuses({ status: 500, code: null, message: 'The server had an error.' }),
  silence: () => 'silence',
  hang_after_headers: ({ completion, sent }) => ({ ...sent(completion), after: 'hang' }),
  breaks_off: ({ completion, sent }) => ({ ...sent(completion), after: 'break' }),
  stream: ({ body, completion, sent }) => ({
    ...sent(completion),
    headers: { 'content-type': 'text/event-stream' },
    body: eventsOf(body, completion, (sent(completion).body as { usage: unknown }).usage),
  }),
  huge: says((text) => `${text}${' '.repeat(HUGE)}`),
  huge_page: instead(() => LOGIN_PAGE + '.'.repeat(HUGE), { headers: { 'content-type': 'text/html' } }),
  redirect: instead(() => '', { status: 302, headers: { location: '/login' } }),
  short_context: ({ completion, sent }) => {
    const output = Math.min(completion.usage.output, 96);
    return sent({
      message: { ...completion.message, content: 'I need more information to answer.' },
      finish: 'stop',
      usage: { input: 4096 - output, cached: 0, written: 0, output, reasoning: 0 },
    });
  },

  fenced: says((text) => `\`\`\`json\n${text}\n\`\`\``),
  fence_in_prose: says((text) => `Here it is:\n\n\`\`\`\n${text}\n\`\`\`\n\nShall I go on?`),
  thoughts_in_text: says((text) => `<think>\nIs it {"a": 1}? No.\n</think>\n\n${text}`),
  unopened_thoughts: says((text) => `Is it {"a": 1}? No.\n</think>\n${text}`),
  byte_order_mark: says((text) => `\uFEFF${text}`),
  trailing_comma: says((text) => text.replace(/\}$/, ',}')),
  wrapped: says((text) => `{"answer": ${text}}`),
  in_parts: message(({ content }) => ({
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: [{ type: 'text', text: 'Is it {"a": 1}?' }] },
      { type: 'text', text: bare(content) },
    ],
  })),
  half_an_answer: says((text) => text.slice(0, Math.floor(text.length / 2))),
  empty: message((before) => ({ ...before, content: '' })),
  wrong_shape: says(() => '{"title": 7, "unexpected": true}'),
  /** A grammar cannot end a string by itself: a small model goes round until the cap. */
  loops: ({ profile, body, completion, sent }) => {
    const round = 'the implant is the implant that '.repeat(400);
    const output = capOf(profile, body) ?? completion.usage.output;
    return sent({
      message: { ...completion.message, content: `${bare(completion.message.content).slice(0, 40)}${round}` },
      finish: 'length',
      usage: { ...completion.usage, output },
    });
  },
} satisfies Record<string, Misbehaviour>;

export type MisbehaviourName = keyof typeof misbehaviours;

function eventsOf(body: ChatBody, { message: said, finish }: Completion, usage: unknown): string {
  const content = String(said.content ?? '');
  const event = (choices: unknown[], more: object = {}) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-loopback', object: 'chat.completion.chunk', created: 0, model: body.model, choices, ...more })}\n\n`;
  const delta = (part: object, end: string | null = null) =>
    event([{ index: 0, delta: part, finish_reason: end }]);
  return [
    delta({ role: 'assistant', content: '' }),
    ...(content.match(/[\s\S]{1,400}/gu) ?? []).map((piece) => delta({ content: piece })),
    delta({}, finish),
    event([], { usage }),
    'data: [DONE]\n\n',
  ].join('');
}
