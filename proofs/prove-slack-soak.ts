import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HANG_MS } from '../testing/hang-ms.ts';
import { seeded } from '../testing/seeded.ts';
import { recordApp } from '../testing/slack/record-app.ts';
import { webClientAt } from '../testing/slack/web-client.ts';
import { waitFor } from '../testing/workspace.ts';

interface Options {
  seed: number;
  posts: number;
  /** What people write, react and rename meanwhile. */
  events: number;
  log(line: string): void;
}

interface SlackSoak {
  posts: number;
  /** Messages of people that the app took, each once. */
  events: number;
  /** Events that came more than once, as the app had refused them. */
  retries: number;
  /** Refusals by Slack's code; none is expected, as Slack's rates are off. */
  refused: Record<string, number>;
  post_ms: { p50: number; p99: number };
  /** Of the stand-in's process after a collection, MB, at the end of each tenth. */
  heap_mb: number[];
  faults: string[];
}

const channels = ['C0GENERAL', 'C0MARKETING', 'C0SALES'];
const people = ['U0MARINA', 'U0LUCIA', 'U0THOMAS', 'U0RENATA'];
const AT_ONCE = 8;
const TENTHS = 10;
/** What the heap may grow by from the first tenth to the last: a share and a fixed part, MB, as a collection leaves a little. */
const GROWTH = { share: 0.1, mb: 2 };

/**
 * An app posts, edits and replies to the Slack stand-in by Slack's own client while people write; it refuses one event in fifty.
 * Every post is there, every event was taken once, and the stand-in's memory stays what it was.
 */
export async function proveSlackSoak({ seed, posts, events, log }: Options): Promise<SlackSoak> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  const folder = await mkdtemp(join(tmpdir(), 'greenlight-soak-'));
  const desk = await openApp(() => random.next() < 0.02);
  const standIn = await startStandIn(folder, desk.url);
  const proof: SlackSoak = {
    ...{ posts: 0, events: 0, retries: 0, refused: {}, post_ms: { p50: 0, p99: 0 }, heap_mb: [], faults: [] },
  };
  try {
    const client = webClientAt(standIn.origin, standIn.botToken);
    desk.secret = standIn.signingSecret;
    const times: number[] = [];
    const threads: { channel: string; ts: string }[] = [];
    const call = async (work: () => Promise<{ ts?: string | undefined }>, isPost: boolean) => {
      const began = performance.now();
      try {
        const { ts } = await work();
        if (isPost) times.push(performance.now() - began);
        return ts;
      } catch (error) {
        const code = (error as { data?: { error?: string } }).data?.error ?? String(error);
        proof.refused[code] = (proof.refused[code] ?? 0) + 1;
        return undefined;
      }
    };
    const post = async (n: number) => {
      const thread = random.next() < 0.4 && threads.length > 0 ? pick(threads) : undefined;
      const channel = thread?.channel ?? pick(channels);
      const text = `post ${n}`;
      const section = { type: 'section', text: { type: 'mrkdwn', text: `*${text}* ${'word '.repeat(40)}` } };
      const said = {
        ...{ channel, text },
        ...(random.next() < 0.5 ? { blocks: [section] } : {}),
        ...(thread ? { thread_ts: thread.ts } : {}),
      };
      const ts = await call(() => client.chat.postMessage(said), true);
      if (ts === undefined) return;
      proof.posts += 1;
      if (!thread && threads.length < 200) threads.push({ channel, ts });
      if (random.next() < 0.2)
        await call(() => client.chat.update({ channel, ts, text: `${text}, edited` }), false);
    };
    const say = (n: number) => standIn.say(pick(people), pick(channels), `said ${n}`);
    const everyNth = Math.max(1, Math.floor(posts / events));
    let said = 0;
    for (let tenth = 0; tenth < TENTHS; tenth++) {
      const from = Math.floor((posts * tenth) / TENTHS);
      const to = Math.floor((posts * (tenth + 1)) / TENTHS);
      for (let n = from; n < to; n += AT_ONCE) {
        const batch: Promise<unknown>[] = Array.from({ length: Math.min(AT_ONCE, to - n) }, (_, i) =>
          post(n + i),
        );
        while (said < events && said * everyNth <= n) batch.push(say(said++));
        await Promise.all(batch);
      }
      if (tenth === TENTHS - 1) while (said < events) await say(said++);
      await waitFor(
        async () => (await standIn.pendingEvents()) === 0,
        'the end of all deliveries',
        10 * HANG_MS,
      );
      proof.heap_mb.push(await standIn.heapMb());
      log(`slack-soak: ${to} posts, ${said} events, heap ${proof.heap_mb.at(-1)} MB`);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10;
    proof.post_ms = { p50: at(0.5), p99: at(0.99) };
    judge(proof, { posts, events }, desk.taken, desk.again);
    const kept = await standIn.countPosts(client);
    if (kept !== proof.posts) proof.faults.push(`${proof.posts} posts were answered, ${kept} are there`);
  } finally {
    await standIn.stop();
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return proof;
}

function judge(
  proof: SlackSoak,
  wanted: { posts: number; events: number },
  taken: Map<string, number>,
  again: number,
): void {
  const words = [...taken.keys()].filter((text) => text.startsWith('said '));
  proof.events = words.length;
  proof.retries = again;
  if (proof.posts !== wanted.posts) proof.faults.push(`${proof.posts} of ${wanted.posts} posts were taken`);
  if (words.length !== wanted.events)
    proof.faults.push(`${words.length} of ${wanted.events} messages of people came to the app`);
  for (const [text, count] of taken) if (count > 1) proof.faults.push(`"${text}" was taken ${count} times`);
  for (const code of Object.keys(proof.refused)) proof.faults.push(`Slack would not answer ${code}`);
  const [first = 0] = proof.heap_mb;
  const last = proof.heap_mb.at(-1) ?? 0;
  if (last > first * (1 + GROWTH.share) + GROWTH.mb)
    proof.faults.push(`The heap grew from ${first} to ${last} MB`);
}

/** The app: takes each event once, and refuses some, which must come again under the same id. */
async function openApp(refuses: () => boolean) {
  const taken = new Map<string, number>();
  const seen = new Set<string>();
  const state = { secret: '', again: 0 };
  const server = createServer((req, res) => {
    const app = recordApp(state.secret, ({ payload }) => {
      const event = payload.event as { text?: string; subtype?: string } | undefined;
      const id = String(payload.event_id);
      if (seen.has(id)) state.again += 1;
      else if (refuses()) {
        seen.add(id);
        return { status: 503 };
      }
      if (event?.subtype === undefined)
        taken.set(String(event?.text), (taken.get(String(event?.text)) ?? 0) + 1);
      return {};
    });
    if (!app.handler(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    taken,
    get again() {
      return state.again;
    },
    set secret(value: string) {
      state.secret = value;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The stand-in in a process of its own, whose heap is its own. */
async function startStandIn(folder: string, eventsUrl: string) {
  const module = new URL('../testing/workspace.ts', import.meta.url).href;
  const code = `
    const { startTestWorkspace } = await import(${JSON.stringify(module)});
    const w = await startTestWorkspace({
      dataFolder: ${JSON.stringify(folder)},
      eventsUrl: () => ${JSON.stringify(eventsUrl)},
    });
    process.on('message', () => {
      globalThis.gc();
      process.send(process.memoryUsage().heapUsed);
    });
    process.send({ origin: w.origin, botToken: w.slack.botToken, signingSecret: w.slack.signingSecret });`;
  const child: ChildProcess = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [about] = (await once(child, 'message')) as [
    { origin: string; botToken: string; signingSecret: string },
  ];
  const ask = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${about.origin}/sandbox/api/${path}`, init);
    if (!answer.ok) throw new Error(`Cannot ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    ...about,
    say: (user_id: string, channel_id: string, text: string) => ask('message', { user_id, channel_id, text }),
    pendingEvents: async () => Number((await ask('state')).pending_events),
    async heapMb(): Promise<number> {
      child.send('heap');
      const [bytes] = (await once(child, 'message')) as [number];
      return Math.round(bytes / 1e5) / 10;
    },
    /** All posts of the app, replies too. */
    async countPosts(client: ReturnType<typeof webClientAt>): Promise<number> {
      let count = 0;
      const isPost = ({ bot_id }: { bot_id?: string | undefined }) => bot_id !== undefined;
      for (const channel of channels) {
        for await (const page of client.paginate('conversations.history', { channel, limit: 1000 })) {
          const { messages = [] } = page as { messages?: { bot_id?: string; reply_count?: number }[] };
          count += messages.filter(isPost).length;
          // Only the app replies here.
          for (const { reply_count = 0 } of messages) count += reply_count;
        }
      }
      return count;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
