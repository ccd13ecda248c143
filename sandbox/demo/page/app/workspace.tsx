import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { AppPane } from './app-pane.tsx';
import { ChannelPane } from './channel-pane.tsx';
import { dayKey } from './format-time.ts';
import { Guide } from './guide.tsx';
import { JumpDialog } from './jump-dialog.tsx';
import { LightboxProvider } from './lightbox.tsx';
import { ModalStack } from './modal-stack.tsx';
import { PersonCardProvider } from './person-card.tsx';
import { parsePlace } from './place.ts';
import { Rail } from './rail.tsx';
import { SearchView } from './search-view.tsx';
import { Sidebar } from './sidebar.tsx';
import { SimulatorPanel } from './simulator-panel.tsx';
import type { Snapshot } from './snapshot.ts';
import { ThreadPane } from './thread-pane.tsx';
import { ThreadsView } from './threads-view.tsx';
import { TopBar } from './top-bar.tsx';
import type { Channel, Person, WorkspaceState } from './types.ts';
import { useHotkeys } from './use-hotkeys.ts';
import { useKept } from './use-kept.ts';
import { useOverview } from './use-overview.ts';
import { useSimulator } from './use-simulator.ts';
import {
  directPeer,
  SnapshotProvider,
  type Surroundings,
  SurroundingsProvider,
} from './workspace-context.tsx';
import type { WorkspaceStore } from './workspace-store.ts';

export function Workspace({ store }: { store: WorkspaceStore }) {
  const snapshot = useSyncExternalStore(store.subscribe, store.get);
  const surroundings = useMemoSurroundings(store, snapshot);
  useTitle(snapshot);
  const [isSimulatorOpen, openSimulator] = useKept('simulator', false);
  const [isSidebarOpen, openSidebar] = useState(false);
  const [jump, setJump] = useState<'all' | 'people' | null>(null);
  useHotkeys(store, setJump);
  const simulator = useSimulator(isSimulatorOpen, store.reread, store.toast);
  const [isGuideClosed, closeGuide] = useKept('guide closed', false);
  const hasGuide = !isGuideClosed && snapshot.phase === 'ready';
  const overview = useOverview(isSimulatorOpen || hasGuide, snapshot.messages);
  const hasPanel = isSimulatorOpen && simulator.state !== null;
  if (!surroundings) return <Waiting snapshot={snapshot} />;
  const { workspace, channel: channelId, home, panel, thread } = snapshot;
  const channel = workspace?.channels.find((known) => known.id === channelId);
  const isBotChannel =
    channel?.is_im === true && directPeer(channel, surroundings.me.id) === surroundings.botId;
  return (
    <SurroundingsProvider value={surroundings}>
      <SnapshotProvider value={snapshot}>
        <LightboxProvider>
          <PersonCardProvider>
            <div
              className={[
                'workspace',
                ...(hasPanel ? ['workspace-with-simulator'] : []),
                ...(isSidebarOpen ? ['workspace-with-sidebar'] : []),
              ].join(' ')}
            >
              <TopBar isSidebarOpen={isSidebarOpen} onSidebar={() => openSidebar(!isSidebarOpen)} />
              <Rail
                simulator={
                  simulator.state && {
                    isOpen: isSimulatorOpen,
                    hasWarning: simulator.state.breaches.length > 0,
                    onToggle: () => openSimulator(!isSimulatorOpen),
                  }
                }
              />
              <Sidebar onChosen={() => openSidebar(false)} onNewMessage={() => setJump('people')} />
              <main className={thread && !home ? 'main main-with-thread' : 'main'}>
                {hasGuide && overview && <Guide first={overview.first} onDismiss={() => closeGuide(true)} />}
                {panel === 'threads' ? (
                  <ThreadsView />
                ) : panel === 'search' ? (
                  <SearchView />
                ) : home || isBotChannel ? (
                  <AppPane />
                ) : channel ? (
                  <ChannelPane channel={channel} />
                ) : (
                  <NoChannel />
                )}
                {thread && channel && !home && <ThreadPane key={thread} channel={channel} thread={thread} />}
              </main>
              {hasPanel && (
                <SimulatorPanel
                  simulator={simulator}
                  overview={overview}
                  onClose={() => openSimulator(false)}
                />
              )}
            </div>
            {jump && <JumpDialog kind={jump} onClose={() => setJump(null)} />}
            <ModalStack />
            <Toast store={store} snapshot={snapshot} />
          </PersonCardProvider>
        </LightboxProvider>
      </SnapshotProvider>
    </SurroundingsProvider>
  );
}

/** Stays the same object until something in it changes, so that message rows need not be drawn again. */
function useMemoSurroundings(store: WorkspaceStore, snapshot: Snapshot): Surroundings | null {
  const { workspace, me, clockOffset, phase } = snapshot;
  const users = workspace?.users;
  const channels = workspace?.channels;
  const today = useToday(me?.tz ?? 'UTC', clockOffset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `today` stands for the time that `frame` takes
  return useMemo(() => {
    if (!workspace || !me || phase !== 'ready') return null;
    return {
      store,
      me,
      botId: workspace.bot_user_id,
      users: withApp(workspace, users ?? []),
      channels: channels ?? [],
      shortcuts: workspace.shortcuts,
      frame: { tz: me.tz, now: Date.now() + clockOffset },
      follow(href: string) {
        const place = parsePlace(href, location.href);
        if (!place?.channel) return false;
        store.go(place);
        return true;
      },
    };
  }, [store, workspace, me, phase, users, channels, clockOffset, today]);
}

/** The calendar day, so that "Today" becomes "Yesterday" on a page that stays open. */
function useToday(tz: string, clockOffset: number): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return dayKey(now + clockOffset, tz);
}

function useTitle({ workspace, channel, home, panel, unread }: Snapshot) {
  const found = workspace?.channels.find((known) => known.id === channel);
  const calls = (workspace?.channels ?? []).reduce(
    (sum, known) => sum + (unread[known.id]?.mentions ?? 0),
    0,
  );
  const where = titleOf(panel, home, found);
  const name = workspace ? `${workspace.team.name} (sandbox)` : 'Greenlight sandbox';
  const title = `${calls > 0 ? `(${calls}) ` : ''}${where === '' ? '' : `${where} · `}${name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function titleOf(panel: Snapshot['panel'], home: boolean, channel: Channel | undefined): string {
  if (panel) return panel === 'threads' ? 'Threads' : 'Search';
  if (home || !channel) return home ? 'Greenlight' : '';
  return channel.is_im ? channel.name : `#${channel.name}`;
}

/** The app is no person to become, but it has a name, and a handle for `/invite`. */
function withApp(workspace: WorkspaceState, users: Person[]): Person[] {
  if (users.some((user) => user.id === workspace.bot_user_id)) return users;
  const { name, handle } = workspace.app ?? { name: 'Greenlight', handle: 'greenlight' };
  return [...users, { id: workspace.bot_user_id, name: handle, real_name: name, role: 'bot', tz: 'UTC' }];
}

function Waiting({ snapshot }: { snapshot: Snapshot }) {
  return (
    <div className="waiting" role="status">
      {snapshot.phase === 'failed' ? (
        <>
          <h1>The workspace cannot be reached</h1>
          <p>{snapshot.fault}</p>
          <p>Is the sandbox running? This page tries again by itself.</p>
        </>
      ) : (
        <p>Loading the workspace…</p>
      )}
    </div>
  );
}

function NoChannel() {
  return (
    <section className="pane">
      <div className="scroller home-empty">
        <h2>You are in no channel</h2>
        <p>Switch to another person at the top right.</p>
      </div>
    </section>
  );
}

function Toast({ store, snapshot }: { store: WorkspaceStore; snapshot: Snapshot }) {
  const { toast } = snapshot;
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(store.clearToast, 5000);
    return () => clearTimeout(timer);
  }, [toast, store]);
  return (
    <div className="toast-place" role="status" aria-live="polite">
      {toast && <p className="toast">{toast.text}</p>}
    </div>
  );
}
