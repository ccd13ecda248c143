import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HANG_MS } from '../hang-ms.ts';

const main = resolve(import.meta.dirname, '../../main.ts');

/** The whole product as a user starts it, in its own process group, driven through the control API. */
export interface App {
  url: string;
  dataFolder: string;
  /** Of node alone. */
  pid: number;
  /** ms from spawn to `ready`. */
  startMs: number;
  /** SIGKILL of node alone, or of everything that it started. */
  kill(what: 'node' | 'group'): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** Everything the process wrote to standard error. */
  errors(): string;
}

export interface AppOptions {
  dataFolder?: string;
  env?: Record<string, string>;
}

export function temporaryData(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'greenlight-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function startApp(options: AppOptions & { dataFolder: string }): Promise<App> {
  const began = performance.now();
  const child = spawn(process.execPath, [main], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      GREENLIGHT_DATA: options.dataFolder,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ...options.env,
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const url = await new Promise<string>((ready, reject) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /^ready (\S+)$/m.exec(out)?.[1];
      if (found) ready(found);
    });
    child.once('exit', (code) =>
      reject(new Error(`The app ended with ${code} before it was ready:\n${errors}`)),
    );
  });
  return {
    url,
    dataFolder: options.dataFolder,
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    errors: () => errors,
    kill: async (what) => {
      signal(child, what === 'group' ? 'group' : 'process', 'SIGKILL');
      await exited;
    },
    stop: async () => {
      signal(child, 'process', 'SIGTERM');
      return exited;
    },
  };
}

function signal(child: ChildProcess, to: 'group' | 'process', name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(to === 'group' ? -child.pid : child.pid, name);
}

export interface Message {
  ts: string;
  thread_ts?: string;
  user: string;
  text: string;
  blocks: Block[];
  files: { id: string; name: string; mimetype: string; size: number; url: string }[];
  ephemeral: boolean;
  metadata?: { event_payload?: { outbox_id?: number } };
}
interface Block {
  type: string;
  block_id?: string;
  elements?: { type: string; action_id?: string; value?: string; text?: { text: string } }[];
}

/** A person at the workspace page, by the control API. */
export function workspace(url: () => string) {
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url()}/sandbox/api/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
    }
  };
  const state = () =>
    call<{
      now: string;
      users: { id: string; name: string; role: string }[];
      channels: { id: string; name: string; is_private: boolean; members: string[] }[];
    }>('GET', 'state');
  return {
    call,
    state,
    channel: async (name: string) => {
      const found = (await state()).channels.find((c) => c.name === name);
      if (!found) throw new Error(`No channel "${name}"`);
      return found.id;
    },
    command: (user_id: string, channel_id: string, command: string, text: string) =>
      call<{ status: number; ack_ms: number; ack: { text?: string } | null }>('POST', 'command', {
        user_id,
        channel_id,
        command,
        text,
      }),
    click: (
      user_id: string,
      channel_id: string,
      message_ts: string,
      action_id: string,
      extra: { value?: string } = {},
    ) =>
      call<{ status: number; ack_ms: number; error?: string }>('POST', 'click', {
        user_id,
        channel_id,
        message_ts,
        action_id,
        ...extra,
      }),
    submit: (user_id: string, view_id: string, values: Record<string, Record<string, unknown>>) =>
      call<{ status: number; response: { errors?: Record<string, string> } | null }>('POST', 'submit', {
        user_id,
        view_id,
        values,
      }),
    /** Writes in a channel or thread; answers the message's ts. */
    say: async (user_id: string, channel_id: string, text: string, thread_ts?: string) => {
      const body = { user_id, channel_id, text, ...(thread_ts ? { thread_ts } : {}) };
      const answer = await call<{ ts?: string; error?: string }>('POST', 'message', body);
      if (!answer.ts) throw new Error(`Cannot say "${text}": ${answer.error}`);
      return answer.ts;
    },
    edit: (user_id: string, channel_id: string, ts: string, text: string) =>
      call<{ ts?: string; error?: string }>('POST', 'message/edit', { user_id, channel_id, ts, text }),
    remove: (user_id: string, channel_id: string, ts: string) =>
      call<{ ts?: string; error?: string }>('POST', 'message/delete', { user_id, channel_id, ts }),
    views: (user_id: string) =>
      call<{ modals: { id: string; callback_id: string; blocks: Block[]; title: { text: string } }[] }>(
        'GET',
        `views?user_id=${user_id}`,
      ),
    messages: async (user_id: string, channel_id: string, thread_ts?: string) => {
      const query = new URLSearchParams({ channel_id, user_id, ...(thread_ts ? { thread_ts } : {}) });
      return (await call<{ messages: Message[] }>('GET', `messages?${query}`)).messages;
    },
    file: async (path: string) => {
      const response = await fetch(new URL(path, url()));
      if (!response.ok) throw new Error(`File ${path} answered ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}
export type Workspace = ReturnType<typeof workspace>;

/** Asks again until `look` finds something. The error shows what was there last. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  seconds = HANG_MS / 1000,
  everyMs = 50,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const found = await look();
      if (found) return found;
      last = found;
    } catch (error) {
      last = error;
    }
    await sleep(everyMs);
  }
  throw new Error(
    `Waited ${seconds} s for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}

/** The button of a message whose action id or label matches. */
export function button(message: Message, pattern: RegExp) {
  return message.blocks
    .flatMap((block) => block.elements ?? [])
    .find(
      (e) => e.type === 'button' && (pattern.test(e.action_id ?? '') || pattern.test(e.text?.text ?? '')),
    );
}
