import type { OutgoingFile } from './read-files.ts';
import type {
  Command,
  FileShare,
  FollowedThread,
  Json,
  Matches,
  Message,
  Views,
  WorkspaceState,
} from './types.ts';

/** The sandbox's control API, as the person with `user_id` uses it. */
export interface ControlApi {
  /** Without a person: all channels. */
  state(userId?: string): Promise<WorkspaceState>;
  commands(): Promise<Command[]>;
  /** @param only Their ts: those of them that are there. Without: all. */
  messages(
    userId: string,
    channelId: string,
    threadTs?: string,
    only?: readonly string[],
  ): Promise<Message[]>;
  views(userId: string): Promise<Views>;
  send(
    userId: string,
    channelId: string,
    line: { text: string; files: OutgoingFile[] },
    threadTs?: string,
    /** A reply that also stands in the channel. */
    isBroadcast?: boolean,
  ): Promise<{ ts: string }>;
  edit(userId: string, channelId: string, ts: string, text: string): Promise<void>;
  remove(userId: string, channelId: string, ts: string): Promise<void>;
  /** Adds a reaction, or takes one's own back. */
  react(userId: string, channelId: string, ts: string, name: string): Promise<void>;
  /** Messages that this person may read, the newest first. */
  search(userId: string, words: string, offset: number): Promise<Matches>;
  /** Those that this person follows, the one with the newest reply first. */
  threads(userId: string): Promise<FollowedThread[]>;
  /** Files of a form; ready at once. */
  upload(userId: string, files: OutgoingFile[]): Promise<FileShare[]>;
  command(userId: string, channelId: string, command: string, text: string): Promise<Delivered>;
  click(click: Click): Promise<Delivered>;
  suggest(asked: Asked): Promise<Offered>;
  shortcut(userId: string, channelId: string, ts: string, callbackId: string): Promise<Delivered>;
  submit(userId: string, viewId: string, values: FormValues): Promise<SubmitAnswer>;
  openHome(userId: string): Promise<void>;
  /** @returns The id of the direct messages with a person, or with the app; made at the first call. */
  openDirect(userId: string, withUserId?: string): Promise<string>;
  closeView(userId: string, viewId: string): Promise<void>;
}

/** By block and action; an object is a whole state, as Slack sends it. */
export type FormValues = Record<string, Record<string, string | string[] | Json | null>>;

export interface Click {
  user_id: string;
  channel_id?: string;
  message_ts?: string;
  view_id?: string;
  action_id: string;
  block_id?: string;
  value?: FormValues[string][string];
  /** What the form around the control holds. */
  state?: FormValues;
}

/** What someone types in an external select. */
export interface Asked {
  user_id: string;
  channel_id?: string;
  message_ts?: string;
  view_id?: string;
  action_id: string;
  block_id: string;
  value: string;
}

export interface Offered {
  options?: Json[];
  option_groups?: Json[];
  error?: string;
}

/** `status` is the HTTP status of the bot's answer to the sandbox. */
export interface Delivered {
  status: number;
  /** Slack's word for what went wrong, such as `operation_timeout`. */
  error?: string;
}

export interface SubmitAnswer extends Delivered {
  response: { response_action?: string; errors?: Record<string, string> } | null;
}

const base = '/sandbox/api';

export const controlApi: ControlApi = {
  state: (userId) => askSandbox(`/state?${query(userId ? { user_id: userId } : {})}`),
  commands: async () => {
    const answer = await askSandbox<Command[] | { commands: Command[] }>('/commands');
    return Array.isArray(answer) ? answer : answer.commands;
  },
  messages: async (user_id, channel_id, thread_ts, only = []) => {
    const wanted = query({ user_id, channel_id, ...(thread_ts ? { thread_ts } : {}) });
    const these = only.map((ts) => `&ts=${ts}`).join('');
    return (await askSandbox<{ messages: Message[] }>(`/messages?${wanted}${these}`)).messages;
  },
  views: (userId) => askSandbox(`/views?${query({ user_id: userId })}`),
  send: (user_id, channel_id, line, thread_ts, isBroadcast) =>
    tellSandbox('/message', {
      user_id,
      channel_id,
      ...line,
      ...(thread_ts ? { thread_ts } : {}),
      ...(thread_ts && isBroadcast ? { reply_broadcast: true } : {}),
    }),
  edit: (user_id, channel_id, ts, text) => tellSandbox('/message/edit', { user_id, channel_id, ts, text }),
  remove: (user_id, channel_id, ts) => tellSandbox('/message/delete', { user_id, channel_id, ts }),
  upload: async (user_id, files) =>
    (await tellSandbox<{ files: FileShare[] }>('/upload', { user_id, files })).files,
  command: (user_id, channel_id, command, text) =>
    tellSandbox('/command', { user_id, channel_id, command, text }),
  click: (click) => tellSandbox('/click', click),
  suggest: (asked) => tellSandbox('/suggest', asked),
  shortcut: (user_id, channel_id, message_ts, callback_id) =>
    tellSandbox('/shortcut', { user_id, channel_id, message_ts, callback_id }),
  submit: (user_id, view_id, values) => tellSandbox('/submit', { user_id, view_id, values }),
  openHome: (user_id) => tellSandbox('/home', { user_id }),
  react: (user_id, channel_id, ts, name) => tellSandbox('/reaction', { user_id, channel_id, ts, name }),
  search: (user_id, words, offset) =>
    askSandbox(`/search?${query({ user_id, query: words, offset: String(offset) })}`),
  threads: async (user_id) =>
    (await askSandbox<{ threads: FollowedThread[] }>(`/threads?${query({ user_id, limit: '50' })}`)).threads,
  openDirect: async (user_id, with_user_id) =>
    (await tellSandbox<{ channel_id: string }>('/direct', { user_id, with_user_id })).channel_id,
  closeView: (user_id, view_id) => tellSandbox('/close', { user_id, view_id }),
};

export async function askSandbox<T>(path: string): Promise<T> {
  return read(path, await reach(base + path, { cache: 'no-store' }));
}

export async function tellSandbox<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return read(path, await reach(base + path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** A browser says "Failed to fetch" or the like. */
function reach(address: string, init: RequestInit): Promise<Response> {
  return fetch(address, init).catch((cause: unknown) => {
    const why = 'Greenlight does not answer. What you typed is kept; try again when "Reconnecting" is gone.';
    throw new Error(why, { cause });
  });
}

async function read<T>(path: string, response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const text = await response.text();
  throw new Error(
    readFault(text) ?? `The sandbox answered ${response.status} to ${path.replace(/\?.*/, '')}`,
  );
}

function readFault(text: string): string | null {
  try {
    const body = JSON.parse(text) as { error?: unknown; message?: unknown };
    const fault = body.message ?? body.error;
    if (typeof fault !== 'string') return null;
    return faultSentences[fault] ?? fault;
  } catch {
    return null;
  }
}

/** Codes of the sandbox that a person can run into. */
const faultSentences: Record<string, string> = {
  not_in_channel: 'You are not in this channel.',
  is_archived: 'This channel is archived.',
  message_not_found: 'This message is no longer there.',
  action_not_found: 'This button is no longer there.',
  view_not_found: 'This window was already closed.',
  thread_not_found: 'This thread is no longer there.',
  cant_update_message: 'Only the one who wrote a message can edit it.',
  cant_delete_message: 'Only the one who wrote a message, or an admin, can delete it.',
  file_not_found: 'This file is no longer there.',
  restricted_action: 'You may not do this here.',
  too_many_emoji: 'This message has all the kinds of emoji that it can take.',
  too_many_reactions: 'You cannot add more reactions to this message.',
  user_not_found: 'You cannot write to this person.',
};

function query(values: Record<string, string>): string {
  return new URLSearchParams(values).toString();
}
