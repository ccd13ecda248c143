import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkRequest } from './check-request.ts';
import { type Completion, complete, type Given, promptOf } from './complete.ts';
import { type MisbehaviourName, misbehaviours, type Sent } from './misbehaviours.ts';
import type { Model, Profile, Refused, Usage } from './profile.ts';
import { type ProfileName, profiles } from './profiles/profiles.ts';
import { type ChatBody, readChat } from './read-chat.ts';

/** One request that reached the endpoint. */
export interface Call {
  body: ChatBody;
  headers: IncomingMessage['headers'];
  /** As the schema or the prompt names it, e.g. `blog_part`; null where neither does. */
  task: string | null;
  /** Null until an answer began. */
  status: number | null;
  misbehaved: MisbehaviourName | null;
  /** What the maker bills; null: nothing. */
  usage: Usage | null;
  /** ms of `performance.now()` when the last byte was handed over; null: the end was not heard. */
  answeredAt: number | null;
}

interface Wanted {
  fits(call: Call): boolean;
  what: MisbehaviourName | 'hold';
  arrived(call: Call): void;
  released: Promise<void>;
}

export type Endpoint = Awaited<ReturnType<typeof startModelEndpoint>>;

/**
 * A model endpoint on loopback that takes, ignores, refuses, shapes and bills as one maker does.
 *
 * @param answer What the model says.
 * @param taskOf Which task is asked, for `Call.task`.
 */
export async function startModelEndpoint(options: {
  profile: ProfileName;
  answer(call: Call): Given | Promise<Given>;
  taskOf?(body: ChatBody): string | null;
}) {
  let profile: Profile = profiles[options.profile];
  const base = new URL(profile.address).pathname;
  const calls: Call[] = [];
  const open = new Set<ServerResponse>();
  let wanted: Wanted[] = [];

  async function answerChat(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const read = readChat(Buffer.concat(chunks).toString());
    if (!read.success)
      return send(res, { ...refuse({ status: 400, code: null, message: read.error.message }), usage: null });
    const body = read.data;
    const task = options.taskOf?.(body) ?? body.response_format?.json_schema?.name ?? null;
    const call: Call = {
      body,
      headers: req.headers,
      task,
      status: null,
      misbehaved: null,
      usage: null,
      answeredAt: null,
    };
    calls.push(call);
    const refused = checkRequest(profile, body, req.headers);
    if (refused) return send(res, refuse(refused), call);
    const meets = wanted.find((one) => one.fits(call));
    if (meets) {
      wanted = wanted.filter((one) => one !== meets);
      meets.arrived(call);
      if (meets.what === 'hold') await meets.released;
      else call.misbehaved = meets.what;
    }
    const sent = await made(call, meets);
    // What was made is billed, whether or not it is heard.
    if (sent === 'silence') return;
    call.usage = sent.usage;
    await send(res, sent, call);
  }

  async function made(call: Call, meets: Wanted | undefined): Promise<Sent | 'silence'> {
    const { body } = call;
    const model = profile.models[body.model];
    if (!model) throw new Error(`${profile.name} has no model "${body.model}"`);
    const before = calls
      .filter((one) => one !== call && one.usage && one.body.model === body.model)
      .map((one) => promptOf(one.body));
    const completion = complete(profile, model, body, await options.answer(call), before);
    const sent = (what: Completion): Sent => ({
      status: 200,
      headers: profile.headers?.(what.usage, model) ?? {},
      body: {
        id: `chatcmpl-loopback-${calls.indexOf(call)}`,
        object: 'chat.completion',
        created: 0,
        model: body.model,
        choices: [{ index: 0, message: what.message, logprobs: null, finish_reason: what.finish }],
        usage: profile.usage(what.usage, model),
      },
      usage: what.usage,
    });
    if (!meets || meets.what === 'hold') return sent(completion);
    return misbehaviours[meets.what]({ profile, model, body, completion, sent, refused: refuse });
  }

  const refuse = (refused: Refused): Sent => ({
    status: refused.status,
    headers: refused.headers ?? {},
    body: profile.error(refused),
    usage: null,
  });

  async function send(res: ServerResponse, sent: Sent, call?: Call): Promise<void> {
    if (res.destroyed) return;
    if (call) call.status = sent.status;
    res.writeHead(sent.status, { 'content-type': 'application/json', ...sent.headers });
    const text = typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body);
    if (sent.after) {
      res.write(text.slice(0, text.length / 2));
      if (sent.after === 'break') setImmediate(() => res.destroy());
      return;
    }
    res.end(text, () => {
      if (call) call.answeredAt = performance.now();
    });
  }

  function route(req: IncomingMessage, res: ServerResponse): void | Promise<void> {
    open.add(res);
    res.once('close', () => open.delete(res));
    const path = new URL(req.url ?? '/', 'http://loopback').pathname;
    if (req.method === 'POST' && path === `${base}/chat/completions`) return answerChat(req, res);
    req.resume();
    const listed = Object.entries(profile.models).map(([name, model]) => profile.listed(name, model));
    if (req.method === 'GET' && path === `${base}/models`)
      return send(res, { status: 200, body: { object: 'list', data: listed }, usage: null });
    const one = listed.find(({ id }) => path === `${base}/models/${id}`);
    if (req.method === 'GET' && one) return send(res, { status: 200, body: one, usage: null });
    if (path === '/login') return send(res, { status: 200, body: '<html>Sign in</html>', usage: null });
    return send(
      res,
      refuse({ status: 404, code: 'unknown_url', message: `Unknown request URL: ${req.method} ${path}.` }),
    );
  }

  const server = createServer((req, res) => {
    Promise.resolve(route(req, res)).catch((error: unknown) => {
      // The process edge of this endpoint: a test reads the reason.
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' });
      res.end(`The loopback endpoint failed: ${error instanceof Error ? error.stack : error}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // SAFETY: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const models = Object.keys(profile.models);

  const meet = (what: Wanted['what'], fits: Wanted['fits']) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<Call>((resolve) => {
      wanted.push({ fits, what, arrived: resolve, released });
    });
    return { arrived, release };
  };

  return {
    profile,
    url: `http://127.0.0.1:${port}${base}`,
    model: String(models[0]),
    /** The small one, where there is one. */
    smallModel: String(models[1] ?? models[0]),
    calls,
    /** The next call that fits meets this, once. */
    next: (what: MisbehaviourName, fits: Wanted['fits'] = () => true) => meet(what, fits).arrived,
    /** The next call that fits gets no answer until `release`. */
    hold: (fits: Wanted['fits']) => meet('hold', fits),
    /** From now on the endpoint takes other forms of answers than its maker documents. */
    becomes: (structured: Partial<Profile['structured']>) => {
      profile = { ...profile, structured: { ...profile.structured, ...structured } };
    },
    /** Misbehaviours that no call has met yet. */
    pending: () => wanted.length,
    /** Everything that was billed, in tokens; and what of it some calls cost in USD. */
    billed: () => calls.flatMap(({ usage }) => (usage ? [usage] : [])),
    usd: (of: (call: Call) => boolean) =>
      calls.filter(of).reduce((sum, { usage, body }) => sum + usdOf(usage, profile.models[body.model]), 0),
    stop: async () => {
      for (const res of open) res.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function usdOf(usage: Usage | null, model: Model | undefined): number {
  if (!usage || !model) return 0;
  const { price } = model;
  const plain = usage.input - usage.cached - usage.written;
  return (
    (plain * price.input +
      usage.cached * price.cached +
      usage.written * (price.written ?? price.input) +
      usage.output * price.output) /
    1_000_000
  );
}
