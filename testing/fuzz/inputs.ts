import fc from 'fast-check';

/** A request as it goes over the wire. */
export interface Input {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
  /** Slack's signature is made when it is sent. */
  signed: boolean;
}

const MARKETING = 'C0MARKETING';
/** What breaks parsers: halves of characters, control signs, names of prototypes, markup, numbers that no one counts with. */
const signs = ['\u0000', '\ud800', '\udfff', '\u202e', '\u200b', '\u001b[2J', '\\', '"', '%00'];
export const hostile = fc.oneof(
  // Words with one of them inside, which a reader that looks at lengths and types alone lets through.
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.string({ maxLength: 20 }), fc.constantFrom(...signs))
      .map(([text, sign]) => `UDI ${sign}${text}`),
  },
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    ...['__proto__', 'constructor', '<!channel>', "'; drop table content.jobs; --", '../../etc/passwd'],
    ...['{{7*7}}', '\\u0000', '=cmd()', 'U0MARINA', MARKETING, '1e400', '🦷'],
  ),
  fc.integer({ min: 1, max: 3 }).map((n) => 'x'.repeat(10 ** n * 2)),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostile },
  fc.constantFrom(null, true, 0, -1, 1e308, 7, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 10, max: 5000 }).map((depth) => nested(depth)),
);
/** Text that is JSON itself, too deep for a careless reader. */
const nested = (depth: number) => ({ deep: `${'['.repeat(depth)}${']'.repeat(depth)}` });

export type Fields = Record<string, unknown>;
/** An object with some of its fields, at any depth, changed, left out or added. */
export function changed(base: Fields): fc.Arbitrary<Fields> {
  const paths = pathsOf(base);
  const change = fc.record({
    path: fc.constantFrom(...paths),
    how: fc.constantFrom('set', 'set', 'set', 'drop', 'add'),
    name: hostile,
    value,
  });
  return fc.array(change, { minLength: 0, maxLength: 3 }).map((changes) => {
    const made = structuredClone(base);
    for (const { path, how, name, value: set } of changes) {
      const parent = path.slice(0, -1).reduce<Fields>((at, key) => (isObject(at[key]) ? at[key] : {}), made);
      const key = path.at(-1) ?? '';
      if (how === 'drop') delete parent[key];
      else
        Object.defineProperty(parent, how === 'add' ? name : key, {
          // One that is drawn twice must not become a part of itself.
          value: structuredClone(set),
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
    return made;
  });
}

function pathsOf(fields: Fields, above: string[] = []): string[][] {
  return Object.entries(fields).flatMap(([key, inner]) => [
    [...above, key],
    ...(isObject(inner) ? pathsOf(inner, [...above, key]) : []),
  ]);
}

const isObject = (given: unknown): given is Fields => typeof given === 'object' && given !== null;

/** JSON as it is, cut off, doubled, or bytes that are none. */
export const written = (fields: fc.Arbitrary<unknown>): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> =>
  fc.oneof(
    { weight: 12, arbitrary: fields.map((given) => JSON.stringify(given)) },
    fc.tuple(fields, fc.nat(200)).map(([given, at]) => JSON.stringify(given).slice(0, at)),
    fields.map((given) => `${JSON.stringify(given)}${JSON.stringify(given)}`),
    fc.integer({ min: 2, max: 30_000 }).map((depth) => '['.repeat(depth)),
    fc.uint8Array({ maxLength: 300 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>,
  );

/** A header's value: what a client can send of it. */
const header = hostile.map((text) =>
  text
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, 500),
);
const segment = hostile.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 300));

const briefs = {
  carousel: {
    topic: 'UDI em implantes',
    audience: 'compras',
    language: 'pt',
    slides: 7,
    tone: 'calmo',
    call_to_action: 'fale conosco',
  },
  blog: { topic: 'Passivação', words: 900, keywords: 'ISO 13485', addresses: ['https://example.com/a'] },
  research: { topic: 'Limpeza', rounds: 2, addresses: [] },
};

/** `POST /jobs` and `GET /jobs/…`. */
export function jobsInput(bearer: string): fc.Arbitrary<Input> {
  const body = fc
    .constantFrom(...(Object.keys(briefs) as (keyof typeof briefs)[]))
    .chain((type) =>
      written(changed({ type, person: 'U0MARINA', channel: MARKETING, approver: null, brief: briefs[type] })),
    );
  const authorization = fc.oneof(
    { weight: 20, arbitrary: fc.constant(bearer) },
    header,
    header.map((text) => `Bearer ${text}`),
  );
  const post = fc
    .record({
      body,
      authorization,
      type: fc.oneof({ weight: 20, arbitrary: fc.constant('application/json') }, header),
      key: fc.oneof({ weight: 6, arbitrary: fc.uuid() }, fc.constantFrom('same-1', 'same-2'), header),
    })
    .map(({ body: sent, authorization: by, type, key }) => ({
      method: 'POST',
      path: '/jobs',
      headers: { authorization: by, 'content-type': type, 'idempotency-key': key },
      body: sent,
      signed: false,
    }));
  const get = fc
    .tuple(fc.constantFrom('GET', 'DELETE', 'PUT'), authorization, segment, segment)
    .map(([method, by, id, file]) => ({
      method,
      path: file.length % 2 ? `/jobs/${id}` : `/jobs/${id}/files/${file}`,
      headers: { authorization: by },
      body: null,
      signed: false,
    }));
  return fc.oneof({ weight: 8, arbitrary: post }, get);
}

const person = { id: 'U0MARINA', username: 'marina', name: 'marina', team_id: 'T0GREENLIGHT' };
const anyPress = {
  type: 'block_actions',
  user: person,
  team: { id: 'T0GREENLIGHT', domain: 'alba' },
  channel: { id: MARKETING, name: 'marketing' },
  container: { type: 'message', message_ts: '1.000001', channel_id: MARKETING },
  message: { ts: '1.000001', text: 'x', blocks: [] },
  trigger_id: '1.2.3',
  api_app_id: 'A0GREENLIGHT',
  actions: {
    0: {
      type: 'button',
      action_id: 'review_approve',
      block_id: 'b',
      value: '{"job_id":"x","version":1,"hash":"h"}',
      action_ts: '1.1',
    },
  },
};
const anyForm = {
  type: 'view_submission',
  user: person,
  team: { id: 'T0GREENLIGHT' },
  trigger_id: '1.2.3',
  view: {
    id: 'V1',
    type: 'modal',
    callback_id: 'briefing',
    private_metadata: '{"channel_id":"C0MARKETING","response_url":null}',
    state: { values: { brief: { brief: { type: 'plain_text_input', value: 'UDI' } } } },
    hash: 'h',
  },
};
const anyEvent = {
  type: 'event_callback',
  team_id: 'T0GREENLIGHT',
  event_id: 'Ev1',
  event: {
    type: 'message',
    channel: MARKETING,
    user: 'U0MARINA',
    text: 'mais curto',
    ts: '1.000002',
    thread_ts: '1.000001',
    channel_type: 'channel',
  },
};

/** Signed requests of Slack: commands, presses, forms and events, of which nothing else is as Slack sends it. */
export function slackInput(known: { interactions: string[]; commands: string[] }): fc.Arbitrary<Input> {
  const form = (fields: fc.Arbitrary<Record<string, string>>) =>
    fields.map((given) => new URLSearchParams(given).toString());
  const payload = (given: fc.Arbitrary<unknown>) =>
    form(
      written(given).map((sent) => ({
        payload: typeof sent === 'string' ? sent : Buffer.from(sent).toString('latin1'),
      })),
    );
  const press = fc.constantFrom(...known.interactions).chain((action_id) =>
    changed({ ...anyPress, actions: { 0: { ...anyPress.actions[0], action_id } } }).map((given) => ({
      ...given,
      ...(isObject(given.actions) ? { actions: Object.values(given.actions) } : {}),
    })),
  );
  const sent = fc
    .constantFrom(...known.interactions)
    .chain((callback_id) => changed({ ...anyForm, view: { ...anyForm.view, callback_id } }));
  const command = form(
    fc.record({
      command: fc.constantFrom(...known.commands, '/unknown'),
      text: hostile.map((text) => text.toWellFormed()),
      user_id: fc.constantFrom('U0MARINA', 'U0RENATA', 'U0GUEST', 'U0NONE', ''),
      team_id: fc.constantFrom('T0GREENLIGHT', 'T0OTHER'),
      channel_id: fc.constantFrom(MARKETING, 'C0SALES', 'D0NONE', ''),
      trigger_id: fc.uuid(),
      response_url: fc.constant('http://127.0.0.1:1/'),
    }),
  );
  const asForm = (body: fc.Arbitrary<string>) =>
    body.map((text) => ({ body: text as Input['body'], type: 'application/x-www-form-urlencoded' }));
  return fc
    .oneof(
      asForm(command),
      asForm(payload(press)),
      asForm(payload(sent)),
      written(changed(anyEvent)).map((body) => ({ body, type: 'application/json' })),
    )
    .map(({ body, type }) => ({
      method: 'POST',
      path: '/slack/events',
      headers: { 'content-type': type },
      body,
      signed: true,
    }));
}

const controls: Record<string, Fields> = {
  command: { user_id: 'U0MARINA', channel_id: MARKETING, command: '/carousel', text: 'help' },
  click: {
    user_id: 'U0MARINA',
    channel_id: MARKETING,
    message_ts: '1.000001',
    action_id: 'review_approve',
    value: 'x',
  },
  submit: { user_id: 'U0MARINA', view_id: 'V1', values: { brief: { brief: 'UDI' } } },
  close: { user_id: 'U0MARINA', view_id: 'V1' },
  message: { user_id: 'U0MARINA', channel_id: MARKETING, text: 'mais curto', thread_ts: '1.000001' },
  direct: { user_id: 'U0MARINA' },
};

/** The sandbox's control API, which no production loads. */
export const controlInput: fc.Arbitrary<Input> = fc.constantFrom(...Object.keys(controls)).chain((name) =>
  written(changed(controls[name] ?? {})).map((body) => ({
    method: 'POST',
    path: `/sandbox/api/${name}`,
    headers: { 'content-type': 'application/json' },
    body,
    signed: false,
  })),
);
