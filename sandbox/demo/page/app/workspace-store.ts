import type { Asked, Click, ControlApi, Delivered, FormValues, SubmitAnswer } from './control-api.ts';
import { tsToMs } from './format-time.ts';
import { readOutgoing } from './outgoing-text.ts';
import { type Place, placeUrl } from './place.ts';
import { readFiles } from './read-files.ts';
import { conversationKey, emptySnapshot, type Snapshot } from './snapshot.ts';
import type { Matches, WorkspaceEvent } from './types.ts';
import type { ReadMarks } from './unread.ts';
import { canEdit } from './who-may.ts';
import { createWorkspaceReader } from './workspace-reader.ts';

interface StoreNeeds {
  api: ControlApi;
  marks: ReadMarks;
  now(): number;
  /** Shows the place in the address bar. */
  showPlace(url: string): void;
  isVisible(): boolean;
  /** Ephemeral messages that were dismissed, kept over reloads. */
  dismissed: { read(): string[]; write(ids: string[]): void };
}

export type WorkspaceStore = ReturnType<typeof createWorkspaceStore>;

/** All that the page knows, and every way to change it. What the server holds is read again, never guessed. */
export function createWorkspaceStore(needs: StoreNeeds) {
  const { api, marks, now, showPlace, isVisible, dismissed } = needs;
  let snapshot: Snapshot = { ...emptySnapshot, dismissed: new Set(dismissed.read()) };
  let count = 0;
  const listeners = new Set<() => void>();
  const get = () => snapshot;
  const set = (change: Partial<Snapshot>) => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  const reader = createWorkspaceReader({ api, marks, get, set, now, isVisible });
  const meId = () => snapshot.me?.id ?? '';

  async function start(place: Place) {
    set({ phase: 'loading' });
    try {
      await reader.workspaceOf(place.user);
      go(place);
      set({ phase: 'ready', fault: null });
      await reader.all();
    } catch (error) {
      set({ phase: 'failed', fault: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Moves to a place; a channel that this person cannot see leads to their first one. */
  function go(place: Place) {
    const channels = reader.myChannels();
    const found = channels.find((channel) => channel.id === place.channel);
    const fallback = channels.find((channel) => channel.name === 'marketing') ?? channels[0];
    const channel = (found ?? fallback)?.id ?? null;
    const home = place.home === true;
    const panel = home ? null : (place.panel ?? null);
    const query = panel === 'search' ? (place.query ?? '') : '';
    if (panel === 'threads' && snapshot.panel !== 'threads') set({ newThreads: [] });
    if (channel !== snapshot.channel || home !== snapshot.home) {
      set({ newSince: channel ? reader.newSince(channel) : null });
    }
    const thread = found && !home ? (place.thread ?? null) : null;
    count += 1;
    const marked = place.message === undefined ? null : { ts: place.message, turn: count };
    set({ channel, thread, home, panel, query, marked, editing: null });
    if (channel && thread) void reader.conversation(channel, thread);
    if (home) void askHome();
    reader.settleUnread();
    const shown = { channel: channel ?? undefined, thread: thread ?? undefined, panel: panel ?? undefined };
    showPlace(placeUrl({ user: meId(), ...shown, home, query }));
  }

  async function askHome() {
    try {
      await api.openHome(meId());
      await reader.views();
    } catch (error) {
      toast(error);
    }
    set({ homeAsked: true });
  }

  /** @param withUserId Without: the app. */
  async function openDirect(withUserId?: string) {
    try {
      const channel = await api.openDirect(meId(), withUserId);
      if (!reader.myChannels().some((known) => known.id === channel)) await reader.workspace();
      go({ channel });
      await reader.conversation(channel);
    } catch (error) {
      toast(error);
    }
  }

  async function switchPerson(userId: string) {
    const { channel, thread, home, panel, query } = snapshot;
    try {
      await reader.workspaceOf(userId);
      const { views } = emptySnapshot;
      const { threads, unreadThreads, newThreads } = emptySnapshot;
      set({ messages: {}, unread: {}, views, homeAsked: false, notices: [], newSince: null });
      set({ threads, unreadThreads, newThreads });
      const open = { channel: channel ?? undefined, thread: thread ?? undefined, panel: panel ?? undefined };
      go({ ...open, home, query });
      await reader.all();
    } catch (error) {
      toast(error);
    }
  }

  function notice(text: string, channel: string, thread: string | null) {
    count += 1;
    set({ notices: [...snapshot.notices, { id: `notice-${count}`, channel, thread, text }] });
  }

  function toast(fault: unknown) {
    count += 1;
    set({ toast: { text: fault instanceof Error ? fault.message : String(fault), id: count } });
  }

  /** @returns Whether the line was taken, so that the composer may be emptied. */
  async function send(
    typed: string,
    thread: string | null,
    files: File[] = [],
    isBroadcast = false,
  ): Promise<boolean> {
    const { channel } = snapshot;
    if (!channel) return false;
    const line = readOutgoing(typed);
    let said: string[] | undefined;
    try {
      if (line.kind === 'message') {
        const content = { text: line.text, files: await readFiles(files) };
        const { ts } = await api.send(meId(), channel, content, thread ?? undefined, isBroadcast);
        said = thread ? [ts, thread] : [ts];
      } else if (files.length > 0) {
        notice(`\`${line.command}\` takes no files. Send them as a message.`, channel, thread);
        return false;
      } else if (thread) notice(`\`${line.command}\` is not supported in threads. Sorry!`, channel, thread);
      else await runCommand(line.command, line.text, channel);
      set({ newSince: null });
      void reader.conversation(channel, null, said);
      if (thread) void reader.conversation(channel, thread);
      return true;
    } catch (error) {
      toast(error);
      return false;
    }
  }

  /** @returns Whether it was done; else a toast says why not. */
  async function change(channel: string, ts: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      void reader.conversation(channel, null, [ts]);
      if (snapshot.thread) void reader.conversation(channel, snapshot.thread);
      return true;
    } catch (error) {
      toast(error);
      return false;
    }
  }

  async function runCommand(typed: string, text: string, channel: string) {
    const command = typed.toLowerCase();
    if (snapshot.commands.some((known) => known.command === command)) {
      // A failure is told by the sandbox in an ephemeral message, as Slack does.
      await api.command(meId(), channel, command, text);
      return;
    }
    const known = snapshot.commands.map((entry) => `\`${entry.command}\``).join(', ');
    notice(`\`${typed}\` is not a valid command. This workspace knows ${known}.`, channel, null);
  }

  const click = (what: Omit<Click, 'user_id'>) => act(() => api.click({ user_id: meId(), ...what }));
  const suggest = (asked: Omit<Asked, 'user_id'>) => api.suggest({ user_id: meId(), ...asked });
  const shortcut = (channel: string, ts: string, callbackId: string) =>
    act(() => api.shortcut(meId(), channel, ts, callbackId));

  async function act(deliver: () => Promise<Delivered>) {
    try {
      const failed = deliveryFault(await deliver());
      if (failed) toast(`Greenlight did not take that: ${failed}`);
    } catch (error) {
      toast(error);
    }
    await reader.views();
  }

  async function submit(viewId: string, values: FormValues): Promise<SubmitAnswer['response']> {
    const answer = await api.submit(meId(), viewId, values);
    if (answer.response?.response_action === 'errors') return answer.response;
    const failed = deliveryFault(answer);
    if (failed) throw new Error(`We had some trouble connecting. Try again? (${failed})`);
    await reader.views();
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
    await reader.views();
  }

  /** Puts this person's newest message of a place under the pen, as Slack does for the up-arrow in an empty composer. */
  function editLast(channel: string, thread: string | null): boolean {
    const key = conversationKey(channel, thread);
    const last = snapshot.messages[key]?.filter((message) => canEdit(message, meId())).at(-1);
    if (last) set({ editing: { key, ts: last.ts } });
    return last !== undefined;
  }

  function onStatus(event: WorkspaceEvent) {
    const { channel_id, thread_ts, status = '', loading_messages, expires_at = 0 } = event;
    if (!channel_id || !thread_ts) return;
    const key = conversationKey(channel_id, thread_ts);
    const { [key]: _, ...others } = snapshot.statuses;
    const shown = { [key]: { channel_id, thread_ts, status, loading_messages, expires_at } };
    set({ statuses: status === '' ? others : { ...others, ...shown } });
  }

  function onEvent(event: WorkspaceEvent) {
    const { channel_id: channel, thread_ts: threadTs, ts, type, user_id: user } = event;
    if (type === 'status') return onStatus(event);
    if (user && user !== meId() && /view|home|ephemeral/.test(type)) return;
    // The sandbox's clock was moved: what "today" means, too.
    const isAhead = ts !== undefined && tsToMs(ts) > now() + snapshot.clockOffset + 60_000;
    const isKnown = !channel || reader.myChannels().some((known) => known.id === channel);
    if (isAhead || !isKnown || type === 'channel') return void reader.again();
    if (!channel) return void reader.views();
    if (threadTs) void reader.threads();
    // A reply changes what stands under the head of its thread.
    const only = ts === undefined ? undefined : [ts, ...(threadTs && threadTs !== ts ? [threadTs] : [])];
    void reader.conversation(channel, null, only);
    const open = snapshot.channel === channel ? snapshot.thread : null;
    if (open && (threadTs === open || ts === open || !threadTs)) void reader.conversation(channel, open);
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get,
    start,
    go,
    switchPerson,
    shortcut,
    suggest,
    openDirect,
    /** Beside what is open; null closes it. */
    openThread: (thread: string | null, channel = snapshot.channel) =>
      go({
        channel: channel ?? undefined,
        thread: thread ?? undefined,
        panel: snapshot.panel ?? undefined,
        query: snapshot.query,
      }),
    send,
    edit: (channel: string, ts: string, text: string) =>
      change(channel, ts, () => api.edit(meId(), channel, ts, text)),
    editLast,
    startEdit: (key: string, ts: string) => set({ editing: { key, ts } }),
    stopEdit: () => set({ editing: null }),
    react: (channel: string, ts: string, name: string) =>
      change(channel, ts, () => api.react(meId(), channel, ts, name)),
    /** @throws {Error} With a sentence for the person. */
    search: (words: string, offset: number): Promise<Matches> => api.search(meId(), words, offset),
    remove: (channel: string, ts: string) => change(channel, ts, () => api.remove(meId(), channel, ts)),
    /** @throws {Error} With a sentence for the person. */
    upload: async (files: File[]) => api.upload(meId(), await readFiles(files)),
    click,
    submit,
    closeView,
    dismiss(id: string) {
      const all = [...snapshot.dismissed, id].slice(-500);
      dismissed.write(all);
      set({
        dismissed: new Set(all),
        notices: snapshot.notices.filter((entry) => entry.id !== id),
      });
    },
    toast,
    clearToast: () => set({ toast: null }),
    setConnected: (connected: boolean) => set({ connected }),
    onEvent,
    reread: reader.again,
    settleUnread: reader.settleUnread,
  };
}

function deliveryFault(answer: Delivered | SubmitAnswer): string | null {
  if (answer.error !== undefined) return answer.error;
  return answer.status >= 200 && answer.status < 300 ? null : `HTTP status ${answer.status}`;
}
