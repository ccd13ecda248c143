import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readMessage } from '../../sandbox/writer/read-message.ts';
import { startWriter } from '../../sandbox/writer/start.ts';

/** One question that reached the endpoint. */
export interface ModelCall {
  /** Name of the answer's schema, e.g. `blog_part`. */
  task: string;
  /** The same question has the same shape: ids of what a job stored count by their order, not by their letters. */
  shape: string;
  /** What was asked, as the node sent it. */
  asked: Record<string, unknown>;
  /** ms of `performance.now()`. */
  at: number;
  /** Null while nothing was handed back; what a killed caller never heard stays null. */
  answeredAt: number | null;
  tokens: { input: number; output: number };
}

interface Held {
  fits(call: ModelCall): boolean;
  /** The call has arrived and waits. */
  arrived(call: ModelCall): void;
  /** An HTTP status instead of an answer; null: no answer at all until `release`. */
  status: number | null;
  released: Promise<void>;
}

export type HeldModel = Awaited<ReturnType<typeof startHeldModel>>;

/**
 * The offline writer as an endpoint of its own, which outlives a kill of the product: counts what is asked, and holds
 * or refuses what a test wants.
 */
export async function startHeldModel() {
  const writer = await startWriter();
  const calls: ModelCall[] = [];
  let waiting: Held[] = [];

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const call = readCall(body);
    calls.push(call);
    const held = waiting.find((one) => one.fits(call));
    if (held) {
      waiting = waiting.filter((one) => one !== held);
      held.arrived(call);
      if (held.status !== null) return refuse(res, held.status);
      await held.released;
    }
    const reply = await fetch(`${writer.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await reply.text();
    if (res.destroyed) return;
    res.writeHead(reply.status, { 'content-type': 'application/json' });
    res.end(text, () => {
      call.answeredAt = performance.now();
      call.tokens = tokensOf(text);
    });
  };
  const server = createServer((req, res) => {
    answer(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // SAFETY: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;

  const meet = (fits: Held['fits'], status: number | null) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<ModelCall>((resolve) => {
      waiting.push({ fits, arrived: resolve, status, released });
    });
    return { arrived, release };
  };

  return {
    calls,
    /** For the product: a model that costs nothing, behind the sandbox. */
    env: {
      OPENAI_API_KEY: 'offline',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      OPENAI_MODEL: writer.model,
    },
    /** The next call that fits gets no answer until `release`. */
    hold: (fits: (call: ModelCall) => boolean) => meet(fits, null),
    /** The next call that fits gets this HTTP status. */
    refuse: (fits: (call: ModelCall) => boolean, status: number) => meet(fits, status),
    stop: async () => {
      await writer.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readCall(body: Buffer): ModelCall {
  const asked = JSON.parse(body.toString()) as {
    messages: { role: string; content: string }[];
    response_format?: { json_schema?: { name?: string } };
  };
  const task = asked.messages.findLast((message) => message.role === 'user')?.content ?? '{}';
  return {
    task: asked.response_format?.json_schema?.name ?? 'unknown',
    shape: createHash('sha256').update(withoutIds(body.toString())).digest('hex'),
    asked: readMessage(task) ?? {},
    at: performance.now(),
    answeredAt: null,
    tokens: { input: 0, output: 0 },
  };
}

function tokensOf(reply: string): ModelCall['tokens'] {
  const { usage } = JSON.parse(reply) as { usage?: { prompt_tokens: number; completion_tokens: number } };
  return { input: usage?.prompt_tokens ?? 0, output: usage?.completion_tokens ?? 0 };
}

function refuse(res: ServerResponse, status: number): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ error: { message: `Refused with ${status} for a test.`, type: 'test' } }));
}

function withoutIds(text: string): string {
  const seen: string[] = [];
  return text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
    if (!seen.includes(id)) seen.push(id);
    return `id-${seen.indexOf(id)}`;
  });
}
