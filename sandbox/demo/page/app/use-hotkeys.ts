import { useEffect } from 'react';
import type { Channel } from './types.ts';
import { directPeer } from './workspace-context.tsx';
import { isMember } from './workspace-reader.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** Slack's keys that work everywhere: Ctrl or Cmd with K jumps, with G searches; Alt with an arrow goes through the channels. */
export function useHotkeys(store: WorkspaceStore, onJump: (kind: 'all') => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A dialog has the keyboard to itself.
      if (document.querySelector('dialog[open]')) return;
      const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isCommand && event.key.toLowerCase() === 'k') onJump('all');
      else if (isCommand && event.key.toLowerCase() === 'g') document.getElementById('search')?.focus();
      else if (event.altKey && !event.ctrlKey && !event.metaKey && /^Arrow(Up|Down)$/.test(event.key))
        step(store, event.key === 'ArrowDown' ? 1 : -1, event.shiftKey);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, onJump]);
}

/** To the next place of the sidebar, or the next with something unread. */
function step(store: WorkspaceStore, by: number, onlyUnread: boolean): void {
  const { workspace, me, channel, unread } = store.get();
  if (!workspace || !me) return;
  const mine = workspace.channels.filter((known) => isMember(known, me.id));
  const withBot = (known: Channel) => known.is_im && directPeer(known, me.id) === workspace.bot_user_id;
  const rooms = mine.filter((known) => !known.is_im);
  const ordered = [
    ...rooms,
    ...mine.filter((known) => known.is_im && !withBot(known)),
    ...mine.filter(withBot),
  ];
  const from = ordered.findIndex((known) => known.id === channel);
  const after = [...ordered.slice(from + 1), ...ordered.slice(0, Math.max(from, 0))];
  const isWanted = ({ id }: Channel) =>
    !onlyUnread || (unread[id]?.messages ?? 0) + (unread[id]?.mentions ?? 0) > 0;
  const next = (by > 0 ? after : after.toReversed()).find(isWanted);
  if (next) store.go({ channel: next.id });
}
