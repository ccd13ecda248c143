import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { bestFits } from './best-fits.ts';
import { Dialog } from './dialog.tsx';
import { HashIcon, LockIcon, SearchIcon, ThreadsIcon } from './icons.tsx';
import { OptionRow } from './option-row.tsx';
import {
  authorOf,
  directPeer,
  displayName,
  type Surroundings,
  useSnapshot,
  useSurroundings,
} from './workspace-context.tsx';
import { isMember } from './workspace-reader.ts';

const SHOWN = 12;

interface Target {
  key: string;
  names: string[];
  title: string;
  detail: string;
  icon: ReactNode;
  unread: number;
  go(): void;
}

interface JumpDialogProps {
  /** Only people: where a new message is begun. */
  kind: 'all' | 'people';
  onClose(): void;
}

/** Slack's quick switcher: a few letters of a channel, a person or the app, and Enter. */
export function JumpDialog({ kind, onClose }: JumpDialogProps) {
  const surroundings = useSurroundings();
  const { store } = surroundings;
  const { unread, unreadThreads } = useSnapshot();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const every = kind === 'people' ? peopleTargets(surroundings, unread) : allTargets();
  // What was not read stands first until something is typed.
  const ordered =
    typed === '' ? every.toSorted((a, b) => Number(b.unread > 0) - Number(a.unread > 0)) : every;
  const found = bestFits(typed, ordered, ({ names }) => names).slice(0, SHOWN);
  const search: Target[] =
    kind === 'all' && typed.trim() !== ''
      ? [
          {
            key: 'search',
            names: [],
            title: `Search messages for “${typed.trim()}”`,
            detail: '',
            icon: <SearchIcon />,
            unread: 0,
            go: () =>
              store.go({ channel: store.get().channel ?? undefined, panel: 'search', query: typed.trim() }),
          },
        ]
      : [];
  const rows = [...found, ...search];
  const active = rows[Math.min(chosen, rows.length - 1)];

  function allTargets(): Target[] {
    const threads: Target = {
      key: 'threads',
      names: ['Threads'],
      title: 'Threads',
      detail: '',
      icon: <ThreadsIcon />,
      unread: unreadThreads.length,
      go: () => store.go({ channel: store.get().channel ?? undefined, panel: 'threads' }),
    };
    return [...channelTargets(surroundings, unread), ...peopleTargets(surroundings, unread), threads];
  }

  const take = (target: Target | undefined) => {
    if (!target) return;
    onClose();
    target.go();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      setChosen((Math.min(chosen, rows.length - 1) + step + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(active);
    }
  };

  return (
    <Dialog label={kind === 'people' ? 'New message' : 'Jump to'} className="jump" onClose={onClose}>
      <div className="jump-field">
        <SearchIcon />
        <input
          type="text"
          role="combobox"
          data-first-focus=""
          aria-label={kind === 'people' ? 'To whom' : 'Find a channel or a person'}
          placeholder={kind === 'people' ? 'To: somebody of this workspace' : 'Jump to a channel or a person'}
          aria-expanded={rows.length > 0}
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={active ? `${id}-${active.key}` : undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="jump-list" id={id} role="listbox" aria-label="Places">
        {rows.map((target) => (
          <OptionRow
            key={target.key}
            id={`${id}-${target.key}`}
            className="jump-row"
            isActive={target === active}
            onHover={() => setChosen(rows.indexOf(target))}
            onChoose={() => take(target)}
          >
            <Row target={target} />
          </OptionRow>
        ))}
        {rows.length === 0 && <p className="jump-none">No match.</p>}
      </div>
      <p className="jump-foot" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> to move · <kbd>Enter</kbd> to open · <kbd>Esc</kbd> to close
      </p>
    </Dialog>
  );
}

function Row({ target: { icon, title, detail, unread } }: { target: Target }) {
  return (
    <>
      <span className="jump-icon">{icon}</span>
      <span className={unread > 0 ? 'jump-title jump-title-unread' : 'jump-title'}>{title}</span>
      <span className="jump-detail">{detail}</span>
      {unread > 0 && (
        <span className="badge">
          {unread}
          <span className="hidden"> unread</span>
        </span>
      )}
    </>
  );
}

type UnreadOf = ReturnType<typeof useSnapshot>['unread'];

function channelTargets({ channels, me, store }: Surroundings, unread: UnreadOf): Target[] {
  return channels
    .filter((channel) => !channel.is_im && isMember(channel, me.id))
    .map((channel) => ({
      key: channel.id,
      names: [channel.name],
      title: channel.name,
      detail: '',
      icon: channel.is_private ? <LockIcon /> : <HashIcon />,
      unread: (unread[channel.id]?.messages ?? 0) + (unread[channel.id]?.mentions ?? 0),
      go: () => store.go({ channel: channel.id }),
    }));
}

function peopleTargets(surroundings: Surroundings, unread: UnreadOf): Target[] {
  const { users, channels, me, botId, store } = surroundings;
  return users
    .filter((person) => !person.is_deactivated)
    .map((person) => {
      const direct = channels.find((channel) => channel.is_im && directPeer(channel, me.id) === person.id);
      const counted = direct && unread[direct.id];
      const { name, isBot } = authorOf(person.id, surroundings);
      return {
        key: person.id,
        names: [displayName(person), person.name],
        title: name + (person.id === me.id ? ' (you)' : ''),
        detail: isBot ? 'App' : `${person.name} · ${person.role}`,
        icon: <Avatar id={person.id} name={name} isBot={isBot} size={20} />,
        unread: (counted?.messages ?? 0) + (counted?.mentions ?? 0),
        go: () => void store.openDirect(person.id === botId ? undefined : person.id),
      };
    });
}
