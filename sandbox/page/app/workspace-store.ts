import type { Click, ControlApi, Delivered, FormValues, SubmitAnswer } from './control-api.ts';
import { readOutgoing } from './outgoing-text.ts';
import { type Place, placeUrl } from './place.ts';
import { conversationKey, emptySnapshot, keepUnchanged, type Snapshot } from './snapshot.ts';
import type { Channel, Message, WorkspaceEvent } from './types.ts';
import { countUnread, type ReadMarks } from './unread.ts';

export interface StoreNeeds {
  api: ControlApi;
  marks: ReadMarks;
  now(): number;
  /** Shows the place in the address bar. */
  showPlace(url: string): void;
  isVisible(): boolean;
}

export type WorkspaceStore = ReturnType<typeof createWorkspaceStore>;

/** All that the page knows, and every way to change it. What the server holds is read again, never guessed. */
export function createWorkspaceStore({ api, marks, now, showPlace, isVisible }: StoreNeeds) {
  let snapshot = emptySnapshot;
  const listeners = new Set<() => void>();
  const reading = new Map<string, { again: boolean }>();
  let count = 0;

  const set = (change: Partial<Snapshot>) => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  const meId = () => snapshot.me?.id ?? '';
  const myChannels = () =>
    (snapshot.workspace?.channels ?? []).filter((channel) => isMember(channel, meId()));

  /** One read at a time per thing; a request meanwhile leads to one more read after it. */
  async function once(key: string, read: () => Promise<void>) {
    const running = reading.get(key);
    if (running) {
      running.again = true;
      return;
    }
    const turn = { again: true };
    reading.set(key, turn);
    try {
      while (turn.again) {
        turn.again = false;
        await read();
      }
    } catch (error) {
      // The next event or reconnect reads again; until then the old content stays on screen.
      console.warn('could not read', key, error);
    } finally {
      reading.delete(key);
    }
  }

  function readConversation(channel: string, thread?: string | null) {
    const person = meId();
    const key = conversationKey(channel, thread);
    return once(`${person} ${key}`, async () => {
      const messages = await api.messages(person, channel, thread ?? undefined);
      if (person !== meId()) return;
      set({ messages: { ...snapshot.messages, [key]: keepUnchanged(snapshot.messages[key], messages) } });
      if (!thread) void readUnseenThreads(channel, messages);
      settleUnread();
    });
  }

  /** Replies that came while the thread was closed may call this person. */
  async function readUnseenThreads(channel: string, messages: Message[]) {
    for (const message of messages) {
      const key = conversationKey(channel, message.ts);
      const seen = marks.get(meId(), key);
      if (!message.latest_reply || Number(message.latest_reply) <= Number(seen ?? 0)) continue;
      const known = snapshot.messages[key]?.at(-1)?.ts;
      const isOpen = snapshot.channel === channel && snapshot.thread === message.ts;
      if (!isOpen && known !== message.latest_reply) await readConversation(channel, message.ts);
    }
  }

  /** Marks what is on screen as read and counts the rest. */
  function settleUnread() {
    const { channel, thread, home, messages } = snapshot;
    const person = meId();
    if (isVisible() && channel && !home) {
      for (const key of [channel, ...(thread ? [conversationKey(channel, thread)] : [])]) {
        const newest = messages[key]?.filter((message) => !message.ephemeral).at(-1);
        if (newest) marks.set(person, key, newest.ts);
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
    set({ unread });
  }

  function readViews() {
    const person = meId();
    return once(`${person} views`, async () => {
      const views = await api.views(person);
      if (person === meId()) set({ views });
    });
  }

  async function readWorkspace(wanted: string | undefined) {
    const [everything, commands] = await Promise.all([api.state(), api.commands()]);
    const me = everything.users.find((user) => user.id === wanted) ?? everything.users[0] ?? null;
    const workspace = me ? await api.state(me.id) : everything;
    set({ workspace, commands, me, clockOffset: Date.parse(workspace.now) - now() || 0 });
  }

  async function readAll() {
    await Promise.all([
      readViews(),
      ...myChannels().map((channel) => readConversation(channel.id)),
      ...(snapshot.channel && snapshot.thread ? [readConversation(snapshot.channel, snapshot.thread)] : []),
    ]);
  }

  async function start(place: Place) {
    set({ phase: 'loading' });
    try {
      await readWorkspace(place.user);
      go(place);
      set({ phase: 'ready', fault: null });
      await readAll();
    } catch (error) {
      set({ phase: 'failed', fault: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Moves to a place; a channel that this person cannot see leads to their first one. */
  function go(place: Place) {
    const channels = myChannels();
    const found = channels.find((channel) => channel.id === place.channel);
    const fallback = channels.find((channel) => channel.name === 'marketing') ?? channels[0];
    const channel = (found ?? fallback)?.id ?? null;
    const home = place.home === true;
    if (channel !== snapshot.channel || home !== snapshot.home) {
      set({ newSince: channel ? marks.get(meId(), channel) : null });
    }
    const thread = found && !home ? (place.thread ?? null) : null;
    count += 1;
    const marked = place.message === undefined ? null : { ts: place.message, turn: count };
    set({ channel, thread, home, marked });
    if (channel && thread) void readConversation(channel, thread);
    if (home) void askHome();
    settleUnread();
    showPlace(placeUrl({ user: meId(), channel: channel ?? undefined, thread: thread ?? undefined, home }));
  }

  async function askHome() {
    try {
      await api.openHome(meId());
      await readViews();
    } catch (error) {
      toast(error);
    }
    set({ homeAsked: true });
  }

  async function openDirect() {
    try {
      const channel = await api.openDirect(meId());
      if (!myChannels().some((known) => known.id === channel)) await reread();
      go({ channel });
    } catch (error) {
      toast(error);
    }
  }

  async function switchPerson(userId: string) {
    const { channel, thread, home } = snapshot;
    try {
      await readWorkspace(userId);
      const cleared = { messages: {}, unread: {}, views: emptySnapshot.views, homeAsked: false, notices: [] };
      set({ ...cleared, newSince: channel ? marks.get(userId, channel) : null });
      go({ channel: channel ?? undefined, thread: thread ?? undefined, home });
      await readAll();
    } catch (error) {
      toast(error);
    }
  }

  function notice(text: string, channel: string, thread: string | null) {
    count += 1;
    const at = now() + snapshot.clockOffset;
    set({ notices: [...snapshot.notices, { id: `notice-${count}`, channel, thread, text, at }] });
  }

  function toast(fault: unknown) {
    count += 1;
    set({ toast: { text: fault instanceof Error ? fault.message : String(fault), id: count } });
  }

  /** @returns Whether the line was taken, so that the composer may be emptied. */
  async function send(typed: string, thread: string | null): Promise<boolean> {
    const { channel } = snapshot;
    if (!channel) return false;
    const line = readOutgoing(typed);
    try {
      if (line.kind === 'message') {
        await api.send(meId(), channel, line.text, thread ?? undefined);
      } else if (thread) {
        notice(`\`${line.command}\` is not supported in threads. Sorry!`, channel, thread);
      } else if (!snapshot.commands.some((command) => command.command === line.command.toLowerCase())) {
        const known = snapshot.commands.map((command) => `\`${command.command}\``).join(', ');
        notice(`\`${line.command}\` is not a valid command. This workspace knows ${known}.`, channel, null);
      } else {
        // A failure is told by the sandbox in an ephemeral message, as Slack does.
        await api.command(meId(), channel, line.command.toLowerCase(), line.text);
      }
      void readConversation(channel);
      if (thread) void readConversation(channel, thread);
      return true;
    } catch (error) {
      toast(error);
      return false;
    }
  }

  async function click(what: Omit<Click, 'user_id'>) {
    try {
      const failed = deliveryFault(await api.click({ user_id: meId(), ...what }));
      if (failed) toast(`Greenlight did not take that: ${failed}`);
    } catch (error) {
      toast(error);
    }
    await readViews();
  }

  async function submit(viewId: string, values: FormValues): Promise<SubmitAnswer['response']> {
    const answer = await api.submit(meId(), viewId, values);
    if (answer.response?.response_action === 'errors') return answer.response;
    const failed = deliveryFault(answer);
    if (failed) throw new Error(`We had some trouble connecting. Try again? (${failed})`);
    await readViews();
    return answer.response;
  }

  async function closeView(viewId: string) {
    // Gone at once for the person; the server's list follows.
    set({ views: { ...snapshot.views, modals: snapshot.views.modals.filter((view) => view.id !== viewId) } });
    try {
      await api.closeView(meId(), viewId);
    } catch (error) {
      toast(error);
    }
    await readViews();
  }

  function onEvent(event: WorkspaceEvent) {
    if (event.user_id && event.user_id !== meId() && /view|home|ephemeral/.test(event.type)) return;
    if (event.channel_id) {
      if (!myChannels().some((channel) => channel.id === event.channel_id)) void reread();
      else void readConversation(event.channel_id);
      const open = snapshot.channel === event.channel_id ? snapshot.thread : null;
      if (open && (event.thread_ts === open || event.ts === open || !event.thread_ts)) {
        void readConversation(event.channel_id, open);
      }
    } else {
      void readViews();
    }
    if (/member|channel|state|user/.test(event.type)) void reread();
  }

  /** After a reconnect nothing on screen is certain: a restart may lie between. */
  function reread() {
    return once('everything', async () => {
      await readWorkspace(meId());
      await readAll();
    });
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get: () => snapshot,
    now: () => now() + snapshot.clockOffset,
    start,
    go,
    switchPerson,
    openDirect,
    openThread: (thread: string | null) =>
      go({ channel: snapshot.channel ?? undefined, thread: thread ?? undefined }),
    send,
    click,
    submit,
    closeView,
    dismiss(id: string) {
      set({
        dismissed: new Set([...snapshot.dismissed, id]),
        notices: snapshot.notices.filter((entry) => entry.id !== id),
      });
    },
    toast,
    clearToast: () => set({ toast: null }),
    setConnected: (connected: boolean) => set({ connected }),
    onEvent,
    reread,
    settleUnread,
  };
}

export function isMember(channel: Channel, userId: string): boolean {
  return channel.is_member ?? (channel.is_im === true || channel.members.includes(userId));
}

function deliveryFault(answer: Delivered | SubmitAnswer): string | null {
  if (answer.error !== undefined) return answer.error;
  return answer.status >= 200 && answer.status < 300 ? null : `HTTP status ${answer.status}`;
}

function add(
  a: { messages: number; mentions: number } | undefined,
  b: { messages: number; mentions: number },
) {
  return { messages: (a?.messages ?? 0) + b.messages, mentions: (a?.mentions ?? 0) + b.mentions };
}
