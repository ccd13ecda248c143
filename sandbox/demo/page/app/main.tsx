import { createRoot } from 'react-dom/client';
import { controlApi } from './control-api.ts';
import { followEvents } from './live-events.ts';
import { parsePlace } from './place.ts';
import { applyTheme, readTheme } from './theme.ts';
import { createReadMarks } from './unread.ts';
import { Workspace } from './workspace.tsx';
import { createWorkspaceStore } from './workspace-store.ts';

applyTheme(readTheme(localStorage), document.documentElement);

const place = parsePlace(location.href, location.href) ?? {};

const store = createWorkspaceStore({
  api: controlApi,
  marks: createReadMarks(localStorage),
  now: Date.now,
  dismissed: {
    read: () => JSON.parse(localStorage.getItem('dismissed') ?? '[]'),
    write: (ids) => localStorage.setItem('dismissed', JSON.stringify(ids)),
  },
  isVisible: () => document.visibilityState === 'visible',
  showPlace(url) {
    if (url === location.pathname + location.search && location.hash === '') return;
    // Coming from a permalink there is nothing to go back to.
    if (store.get().phase === 'ready') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  },
});

const goToAddress = () => {
  const wanted = parsePlace(location.href, location.href);
  if (!wanted) return;
  if (wanted.user && wanted.user !== store.get().me?.id) location.reload();
  else store.go(wanted);
};
window.addEventListener('popstate', goToAddress);
window.addEventListener('hashchange', goToAddress);
document.addEventListener('visibilitychange', store.settleUnread);

const root = document.getElementById('root');
if (root) createRoot(root).render(<Workspace store={store} />);

// Connected before the first read, so that nothing falls between the two.
followEvents(store.onEvent, (isUp) => {
  store.setConnected(isUp);
  const { phase } = store.get();
  if (isUp && phase === 'ready') void store.reread();
  if (isUp && phase === 'failed') void store.start(readStart());
});
void store.start(readStart());

/** Without a person in the address: the one of the last visit. */
function readStart() {
  const user = place.user ?? localStorage.getItem('person') ?? undefined;
  return { ...place, ...(user ? { user } : {}) };
}
store.subscribe(() => {
  const { me } = store.get();
  if (me) localStorage.setItem('person', me.id);
});
