import { Avatar } from './avatar.tsx';
import { HashIcon, LockIcon, PlusIcon, ThreadsIcon } from './icons.tsx';
import type { Channel } from './types.ts';
import { authorOf, directPeer, useSnapshot, useSurroundings } from './workspace-context.tsx';
import { isMember } from './workspace-reader.ts';

interface SidebarProps {
  onChosen(): void;
  /** Asks to whom. */
  onNewMessage(): void;
}

export function Sidebar({ onChosen, onNewMessage }: SidebarProps) {
  const surroundings = useSurroundings();
  const { store, me, channels, botId } = surroundings;
  const { workspace, channel, home, panel, unreadThreads } = useSnapshot();
  const isOpen = (room: Channel) => !home && !panel && channel === room.id;
  const mine = channels.filter((known) => isMember(known, me.id));
  const rooms = mine.filter((known) => !known.is_im);
  const direct = mine.filter((known) => known.is_im && directPeer(known, me.id) !== botId);
  const withBot = mine.find((known) => known.is_im && directPeer(known, me.id) === botId);
  const bot = authorOf(botId, surroundings);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the rows are buttons
    <nav className="sidebar" aria-label="Channels and direct messages" onClick={onChosen}>
      <header className="sidebar-head">
        <h2>{workspace?.team.name}</h2>
      </header>
      <ul>
        <li>
          <button
            type="button"
            className={
              unreadThreads.length > 0 && panel !== 'threads' ? 'side-row side-row-unread' : 'side-row'
            }
            aria-current={panel === 'threads' ? 'page' : undefined}
            onClick={() => store.go({ channel: channel ?? undefined, panel: 'threads' })}
          >
            <ThreadsIcon size={17} />
            <span className="side-name">Threads</span>
            {unreadThreads.length > 0 && (
              <span className="badge">
                {unreadThreads.length}
                <span className="hidden"> with unread replies</span>
              </span>
            )}
          </button>
        </li>
      </ul>
      <h3>Channels</h3>
      <ul>
        {rooms.map((room) => (
          <Row key={room.id} channel={room} isOpen={isOpen(room)} />
        ))}
      </ul>
      <div className="side-head">
        <h3>Direct messages</h3>
        <button type="button" aria-label="New message" title="New message" onClick={onNewMessage}>
          <PlusIcon size={16} />
        </button>
      </div>
      <ul>
        {direct.map((room) => (
          <Row key={room.id} channel={room} isOpen={isOpen(room)} />
        ))}
      </ul>
      <h3>Apps</h3>
      <ul>
        <li>
          <button
            type="button"
            className="side-row"
            aria-current={home || (withBot && isOpen(withBot)) ? 'page' : undefined}
            onClick={() => store.go({ home: true, channel: channel ?? undefined })}
          >
            <Avatar id={botId} name={bot.name} isBot size={20} />
            <span className="side-name">{bot.name}</span>
            {withBot && <UnreadMark channel={withBot} />}
          </button>
        </li>
      </ul>
    </nav>
  );
}

function Row({ channel, isOpen }: { channel: Channel; isOpen: boolean }) {
  const surroundings = useSurroundings();
  const { store, me } = surroundings;
  const { unread } = useSnapshot();
  const counted = unread[channel.id];
  const isUnread = !isOpen && counted !== undefined && counted.messages + counted.mentions > 0;
  const peer = channel.is_im ? authorOf(directPeer(channel, me.id), surroundings) : null;
  return (
    <li>
      <button
        type="button"
        className={isUnread ? 'side-row side-row-unread' : 'side-row'}
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => store.go({ channel: channel.id })}
      >
        {peer ? (
          <Avatar id={peer.id} name={peer.name} isBot={peer.isBot} size={20} />
        ) : channel.is_private ? (
          <LockIcon size={17} />
        ) : (
          <HashIcon size={17} />
        )}
        <span className="side-name">
          {peer ? peer.name : channel.name}
          {peer?.id === me.id && <span className="side-you"> you</span>}
          {channel.is_private && !peer && <span className="hidden"> (private)</span>}
        </span>
        {!isOpen && <UnreadMark channel={channel} />}
      </button>
    </li>
  );
}

/** A number for what calls this person (in direct messages: everything), a dot for the rest. */
function UnreadMark({ channel }: { channel: Channel }) {
  const counted = useSnapshot().unread[channel.id];
  if (!counted) return null;
  const number = channel.is_im ? counted.messages + counted.mentions : counted.mentions;
  if (number > 0) {
    return (
      <span className="badge">
        {number}
        <span className="hidden"> unread mentions</span>
      </span>
    );
  }
  if (counted.messages === 0) return null;
  return (
    <span className="dot">
      <span className="hidden">unread</span>
    </span>
  );
}
