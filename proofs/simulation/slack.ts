import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from '@slack/web-api';
import type { Random } from '../../platform/clock.ts';
import type { Failures, Faults } from './faults.ts';
import { currentProcess, type SimulatedProcess, type VirtualTime } from './virtual-time.ts';

/** As the bot's client has it. */
const TIMEOUT_MS = 10_000;

export interface Posted {
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  files?: { id: string }[];
  /** Who wrote it last, and when. */
  written: { by: SimulatedProcess | undefined; at: number };
}
interface Block {
  type: string;
  elements?: { type: string; action_id?: string; value?: string }[];
}
interface File {
  id: string;
  name: string;
  size: number;
  /** Of the message that shows it, a thread each. */
  shares: { ts: string; thread_ts: string }[];
}

const failures: Failures = {
  lost: () => new WebAPIRequestError(new Error('No answer came')),
  busy: () => new WebAPIRateLimitedError(2),
  broken: () => new WebAPIHTTPError(503, 'Service Unavailable', {}),
};

type Args = Record<string, unknown>;

/** A workspace in memory: what the bot posts, edits and deletes there, and files that are shared a moment after they were asked for. */
export class SlackInMemory {
  readonly #time: VirtualTime;
  readonly #random: Random;
  messages: Posted[] = [];
  readonly #files = new Map<string, File>();
  readonly #losesShare: () => boolean;
  #made = 0;

  /** @param losesShare Whether what it is asked to share never shows; left out: all does. */
  constructor(time: VirtualTime, random: Random, losesShare = () => false) {
    this.#time = time;
    this.#random = random;
    this.#losesShare = losesShare;
  }

  /** The Web API as one process calls it. */
  client(faults: Faults): WebClient {
    const methods = this.#methods();
    const family = (name: string): object =>
      new Proxy(() => {}, {
        get: (_, method) => family(`${name}.${String(method)}`),
        apply: (_, __, [args]: [Args]) =>
          faults.pass(name, { deadlineMs: TIMEOUT_MS, failures }, async () => {
            const method = methods[name];
            if (!method) throw new Error(`The workspace of the simulation has no ${name}`);
            return method(args ?? {});
          }),
      });
    // SAFETY: handlers call methods only.
    return new Proxy({}, { get: (_, name) => family(String(name)) }) as unknown as WebClient;
  }

  /** Takes the bytes of files, at the addresses that it named. */
  fetch(faults: Faults): typeof globalThis.fetch {
    return async (input, init) => {
      const id = String(input).split('/').at(-1) ?? '';
      return faults.pass('files.upload', { deadlineMs: TIMEOUT_MS, failures }, async () => {
        const file = this.#files.get(id);
        if (!file) return new Response('', { status: 404 });
        file.size = Buffer.byteLength(init?.body as Uint8Array);
        return new Response('OK');
      });
    };
  }

  #methods(): Record<string, (args: Args) => unknown> {
    return {
      'users.info': ({ user }) => ({ user: { id: user, name: user, tz: 'UTC', team_id: undefined } }),
      'conversations.open': ({ users }) => ({ channel: { id: `D${users}` } }),
      'chat.getPermalink': ({ message_ts }) => ({ permalink: `https://slack.test/${message_ts}` }),
      'chat.postEphemeral': () => ({}),
      'chat.postMessage': (args) => ({ ts: this.#post(args).ts }),
      'chat.update': (args) => {
        const { channel: _, ts: __, ...change } = args;
        Object.assign(this.#find(args), change, { written: this.#written() });
        return {};
      },
      'chat.delete': (args) => {
        const found = this.#find(args);
        this.messages = this.messages.filter((message) => message !== found);
        return {};
      },
      'conversations.history': ({ channel }) => ({
        messages: this.messages.filter((m) => m.channel === channel && m.thread_ts === undefined),
      }),
      'conversations.replies': ({ channel, ts }) => {
        this.#find({ channel, ts });
        return {
          messages: this.messages.filter((m) => m.channel === channel && (m.ts === ts || m.thread_ts === ts)),
        };
      },
      'files.getUploadURLExternal': ({ filename }) => {
        this.#made += 1;
        const id = `F${String(this.#made).padStart(6, '0')}`;
        this.#files.set(id, { id, name: String(filename), size: -1, shares: [] });
        return { file_id: id, upload_url: `https://files.slack.test/${id}` };
      },
      'files.completeUploadExternal': ({ files, channel_id, thread_ts, initial_comment }) => {
        const known = (files as { id: string }[]).map(({ id }) => this.#files.get(id));
        if (known.some((file) => !file || file.size < 0)) throw refusal('file_not_found');
        if (channel_id === undefined) return {};
        this.#find({ channel: channel_id, ts: thread_ts });
        if (this.#losesShare()) return {};
        void this.#time.sleep(this.#random.next() * 1500, undefined, null).then(() => {
          const left = known.filter((file) => file !== undefined && this.#files.has(file.id));
          if (left.length === 0) return;
          const { ts } = this.#post({ channel: channel_id, thread_ts, text: initial_comment, files: left });
          for (const file of left) file?.shares.push({ ts, thread_ts: String(thread_ts) });
        });
        return {};
      },
      'files.delete': ({ file: id }) => {
        if (!this.#files.delete(String(id))) throw refusal('file_not_found');
        for (const message of this.messages)
          if (message.files) message.files = message.files.filter((file) => file.id !== id);
        this.messages = this.messages.filter(({ files }) => files === undefined || files.length > 0);
        return {};
      },
      'files.info': ({ file: id }) => {
        const file = this.#files.get(String(id));
        if (!file || file.size < 0) throw refusal('file_not_found');
        const shares = { public: Object.fromEntries(file.shares.map((share) => [CHANNEL, [share]])) };
        return { file: { ...file, mimetype: 'application/pdf', url_private: 'x', shares } };
      },
    };
  }

  #post(args: Args): Posted {
    this.#made += 1;
    const ts = `${Math.floor(this.#time.now / 1000)}.${String(this.#made).padStart(6, '0')}`;
    const posted = { blocks: [], ...args, ts, written: this.#written() } as unknown as Posted;
    this.messages.push(posted);
    return posted;
  }

  #written(): Posted['written'] {
    return { by: currentProcess(), at: this.#time.now };
  }

  #find({ channel, ts }: Args): Posted {
    const found = this.messages.find((message) => message.channel === channel && message.ts === ts);
    if (!found) throw refusal(ts === undefined ? 'thread_not_found' : 'message_not_found');
    return found;
  }
}

/** All that happens, happens in one channel. */
export const CHANNEL = 'C0MARKETING';

function refusal(error: string): WebAPIPlatformError {
  return new WebAPIPlatformError({ ok: false, error });
}

/**
 * Its writer stood still for longer than its claim, with the call on its way: Slack takes the call of a process that another one
 * replaced meanwhile. The product takes such a post away when the process lives to hear that its claim is lost.
 */
export function stoodStill({ written: { by, at } }: Posted): boolean {
  return by !== undefined && by.frozenUntil > 0 && at - by.frozenUntil < 1000;
}
