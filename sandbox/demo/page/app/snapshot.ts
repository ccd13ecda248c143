import type {
  Command,
  FollowedThread,
  Message,
  Person,
  ThreadStatus,
  Views,
  WorkspaceState,
} from './types.ts';
import type { Unread } from './unread.ts';

/** A line that only this page knows, such as "not a valid command". It vanishes on reload, as in Slack. */
export interface Notice {
  id: string;
  channel: string;
  thread: string | null;
  text: string;
}

export type Panel = 'threads' | 'search';

export interface Mark {
  ts: string;
  turn: number;
}

export interface Snapshot {
  phase: 'loading' | 'ready' | 'failed';
  fault: string | null;
  connected: boolean;
  workspace: WorkspaceState | null;
  commands: Command[];
  me: Person | null;
  channel: string | null;
  thread: string | null;
  /** A message to scroll to and mark; `turn` tells two visits to the same one apart. */
  marked: Mark | null;
  home: boolean;
  /** In place of a channel. */
  panel: Panel | null;
  /** What is looked for when the panel is `search`. */
  query: string;
  /** The message under its author's pen; in a thread its parent is drawn twice, so the place counts. */
  editing: { key: string; ts: string } | null;
  /** That this person follows, the one with the newest reply first. */
  threads: FollowedThread[];
  /** Keys of those with replies that were not read. */
  unreadThreads: string[];
  /** Keys of those that had such replies when the threads were opened. */
  newThreads: string[];
  /** What the app is doing, by key of the thread. */
  statuses: Record<string, ThreadStatus>;
  /** By `conversationKey`. */
  messages: Record<string, Message[]>;
  notices: Notice[];
  /** Ephemeral messages that this person has dismissed. */
  dismissed: ReadonlySet<string>;
  views: Views;
  homeAsked: boolean;
  /** By channel, and by `conversationKey` for threads. */
  unread: Record<string, Unread>;
  /** Newest ts that had been read when the channel was opened: where "New" is drawn. */
  newSince: string | null;
  /** Server time minus this machine's, in ms: the sandbox's clock can be moved. */
  clockOffset: number;
  toast: { text: string; id: number } | null;
}

export const emptySnapshot: Snapshot = {
  phase: 'loading',
  fault: null,
  connected: true,
  workspace: null,
  commands: [],
  me: null,
  channel: null,
  thread: null,
  marked: null,
  home: false,
  panel: null,
  query: '',
  editing: null,
  threads: [],
  unreadThreads: [],
  newThreads: [],
  statuses: {},
  messages: {},
  notices: [],
  dismissed: new Set(),
  views: { modals: [], home: null },
  homeAsked: false,
  unread: {},
  newSince: null,
  clockOffset: 0,
  toast: null,
};

export function conversationKey(channel: string, thread?: string | null): string {
  return thread ? `${channel}/${thread}` : channel;
}

/** Puts the asked ones in the place of what was known of them; what is not found any more is gone. */
export function patchMessages(
  before: Message[],
  asked: ReadonlySet<string>,
  found: readonly Message[],
): Message[] {
  const others = before.filter((message) => !asked.has(message.ts));
  return [...others, ...found].toSorted((a, b) => Number(a.ts) - Number(b.ts));
}

/** Keeps the old object of each message that did not change, so that only changed rows are drawn again. */
export function keepUnchanged(before: Message[] | undefined, after: Message[]): Message[] {
  if (!before) return after;
  const known = new Map(before.map((message) => [message.ts, message]));
  const merged = after.map((message) => {
    const old = known.get(message.ts);
    return old && old !== message && JSON.stringify(old) === JSON.stringify(message) ? old : message;
  });
  const same = merged.length === before.length && merged.every((message, index) => message === before[index]);
  return same ? before : merged;
}
