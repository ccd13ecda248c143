import type { ControlApi } from './control-api.ts';
import { isThreadUnread, threadKey } from './followed.ts';
import { conversationKey, keepUnchanged, patchMessages, type Snapshot } from './snapshot.ts';
import type { Channel, Message } from './types.ts';
import { countUnread, type ReadMarks, type Unread } from './unread.ts';

interface ReaderNeeds {
  api: ControlApi;
  marks: ReadMarks;
  get(): Snapshot;
  set(change: Partial<Snapshot>): void;
  now(): number;
  isVisible(): boolean;
}

/** Brings what the server holds into the snapshot. Reading twice at once is one reading and one more after it. */
export function createWorkspaceReader({ api, marks, get, set, now, isVisible }: ReaderNeeds) {
  const running = new Map<string, { again: boolean }>();
  /** What of a conversation is not read yet: all of it, or the messages with these ts. */
  const stale = new Map<string, 'all' | Set<string>>();
  const meId = () => get().me?.id ?? '';
  /** Whom the page is for, also while this is being read. */
  let wanted: string | undefined;

  async function once(key: string, read: () => Promise<void>) {
    const turn = running.get(key);
    if (turn) {
      turn.again = true;
      return;
    }
    const own = { again: true };
    running.set(key, own);
    while (own.again) {
      own.again = false;
      // The next event or reconnect reads again; until then the old content stays on screen.
      await read().catch((error: unknown) => console.warn('could not read', key, error));
    }
    running.delete(key);
  }

  function myChannels(): Channel[] {
    return (get().workspace?.channels ?? []).filter((channel) => isMember(channel, meId()));
  }

  /** @param only Their ts, when no others changed: these are read again, the rest of a long channel is not. */
  function conversation(channel: string, thread?: string | null, only?: readonly string[]) {
    const person = meId();
    const key = conversationKey(channel, thread);
    const name = `${person} ${key}`;
    const before = stale.get(name);
    stale.set(name, only && before !== 'all' ? new Set([...(before ?? []), ...only]) : 'all');
    return once(name, async () => {
      const asked = stale.get(name) ?? 'all';
      stale.delete(name);
      const isPart = asked !== 'all' && get().messages[key] !== undefined;
      const found = await api
        .messages(person, channel, thread ?? undefined, isPart ? [...asked] : [])
        .catch((error: unknown) => {
          // The next event names others.
          stale.set(name, 'all');
          throw error;
        });
      if (person !== meId()) return;
      const known = get().messages[key];
      // Left and come back to meanwhile: a part is not the whole.
      if (isPart && !known) return void conversation(channel, thread);
      const messages = isPart && known ? patchMessages(known, asked, found) : found;
      set({ messages: { ...get().messages, [key]: keepUnchanged(known, messages) } });
      if (!known && !thread && get().channel === channel) set({ newSince: newSince(channel) });
      if (!thread) void unseenThreads(channel, found);
      settleUnread();
    });
  }

  /** Replies that came while the thread was closed may call this person. */
  async function unseenThreads(channel: string, messages: Message[]) {
    for (const message of messages) {
      const key = conversationKey(channel, message.ts);
      const seen = marks.get(meId(), key);
      if (!message.latest_reply || Number(message.latest_reply) <= Number(seen ?? 0)) continue;
      const known = get().messages[key]?.at(-1)?.ts;
      const isOpen = get().channel === channel && get().thread === message.ts;
      if (!isOpen && known !== message.latest_reply) await conversation(channel, message.ts);
    }
  }

  /** Marks what is on screen as read and counts the rest. */
  function settleUnread() {
    const { channel, thread, home, panel, messages, threads, newThreads } = get();
    const person = meId();
    if (isVisible() && channel && !home) {
      for (const key of [
        ...(panel ? [] : [channel]),
        ...(thread ? [conversationKey(channel, thread)] : []),
      ]) {
        const newest = messages[key]?.filter((message) => !message.ephemeral).at(-1);
        if (newest) marks.set(person, key, newest.ts);
      }
    }
    const unreadOnes = () =>
      threads
        .filter((followed) => isThreadUnread(followed, marks.get(person, threadKey(followed)), person))
        .map(threadKey);
    if (isVisible() && panel === 'threads') {
      const seen = unreadOnes();
      if (seen.length > 0) set({ newThreads: [...new Set([...newThreads, ...seen])] });
      for (const followed of threads) {
        const newest = followed.latest_replies.at(-1);
        if (newest) marks.set(person, threadKey(followed), newest.ts);
      }
    }
    const unread: Snapshot['unread'] = {};
    for (const [key, list] of Object.entries(messages)) {
      const counted = countUnread(list, marks.get(person, key), person);
      const owner = key.split('/')[0] ?? key;
      const inThread = owner !== key;
      unread[key] = inThread ? counted : add(unread[key], counted);
      if (inThread) unread[owner] = add(unread[owner], { messages: 0, mentions: counted.mentions });
    }
    set({ unread, unreadThreads: unreadOnes() });
  }

  /** Where "New" is drawn in a channel that is being opened; null: nowhere. */
  function newSince(channel: string): string | null {
    const mark = marks.get(meId(), channel);
    const list = get().messages[channel];
    if (!list || mark === null) return null;
    return countUnread(list, mark, meId()).messages > 0 ? mark : null;
  }

  function views() {
    const person = meId();
    return once(`${person} views`, async () => {
      const found = await api.views(person);
      if (person === meId()) set({ views: found });
    });
  }

  function threads() {
    const person = meId();
    return once(`${person} threads`, async () => {
      const found = await api.threads(person);
      if (person !== meId()) return;
      set({ threads: found });
      settleUnread();
    });
  }

  /** What an earlier reading finds for another person comes too late. */
  async function workspace() {
    const person = wanted;
    // The one whom the address or the last visit names is known nearly always.
    const [everything, commands, expected] = await Promise.all([
      api.state(),
      api.commands(),
      person === undefined ? null : api.state(person).catch(() => null),
    ]);
    const me = everything.users.find((user) => user.id === person) ?? everything.users[0] ?? null;
    const found = me?.id === person && expected ? expected : me ? await api.state(me.id) : everything;
    if (person !== wanted) return;
    const statuses = Object.fromEntries((found.statuses ?? []).map((status) => [threadKey(status), status]));
    set({ workspace: found, commands, me, statuses, clockOffset: Date.parse(found.now) - now() || 0 });
  }

  async function all() {
    const { channel, thread } = get();
    // A browser asks for a few things at a time: what is on screen comes first.
    const others = myChannels().filter((known) => known.id !== channel);
    await Promise.all([
      ...(channel ? [conversation(channel)] : []),
      ...(channel && thread ? [conversation(channel, thread)] : []),
      views(),
      threads(),
      ...others.map((known) => conversation(known.id)),
    ]);
  }

  return {
    myChannels,
    conversation,
    views,
    threads,
    workspace,
    /** @param userId Without: the workspace's first person. */
    workspaceOf: (userId: string | undefined) => {
      wanted = userId;
      return workspace();
    },
    all,
    settleUnread,
    newSince,
    /** After a reconnect nothing on screen is certain: a restart may lie between. */
    again: () =>
      once('everything', async () => {
        await workspace();
        await all();
      }),
  };
}

export function isMember(channel: Channel, userId: string): boolean {
  return channel.is_member ?? (channel.is_im === true || channel.members.includes(userId));
}

function add(a: Unread | undefined, b: Unread): Unread {
  return { messages: (a?.messages ?? 0) + b.messages, mentions: (a?.mentions ?? 0) + b.mentions };
}
