import { useState } from 'react';
import { Avatar } from './avatar.tsx';
import { bestFits } from './best-fits.ts';
import { Dialog } from './dialog.tsx';
import { CloseIcon } from './icons.tsx';
import { usePersonCard } from './person-card.tsx';
import type { Channel } from './types.ts';
import { authorOf, useSurroundings } from './workspace-context.tsx';

/** The faces at the top of a channel; a press lists its members. */
export function ChannelPeople({ channel }: { channel: Channel }) {
  const surroundings = useSurroundings();
  const { botId } = surroundings;
  const [isOpen, setOpen] = useState(false);
  const people = channel.members.filter((member) => member !== botId);
  const words = `${people.length} ${people.length === 1 ? 'member' : 'members'}`;
  return (
    <>
      <button type="button" className="pane-people" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="hidden">View the </span>
        {people.slice(0, 3).map((id) => (
          <Avatar key={id} id={id} name={authorOf(id, surroundings).name} size={22} />
        ))}
        <span className="pane-people-count">{people.length}</span>
        <span className="hidden">
          {' '}
          {people.length === 1 ? 'member' : 'members'} of #{channel.name}
        </span>
      </button>
      {isOpen && <Members channel={channel} title={words} onClose={() => setOpen(false)} />}
    </>
  );
}

interface MembersProps {
  channel: Channel;
  title: string;
  onClose(): void;
}

function Members({ channel, title, onClose }: MembersProps) {
  const surroundings = useSurroundings();
  const { users, me } = surroundings;
  const show = usePersonCard();
  const [typed, setTyped] = useState('');
  const members = channel.members.map((id) => ({
    ...authorOf(id, surroundings),
    person: users.find((user) => user.id === id),
  }));
  const found = bestFits(typed, members, ({ name, person }) => [
    name,
    person?.name ?? '',
    person?.role ?? '',
  ]);
  return (
    <Dialog label={`Members of #${channel.name}`} className="dialog dialog-small members" onClose={onClose}>
      <header className="dialog-head">
        <h2>
          #{channel.name} <span className="soft">{title}</span>
        </h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="members-find">
        <input
          className="field"
          type="search"
          aria-label="Find members"
          placeholder="Find members"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <ul className="members-list">
        {found.map(({ id, name, isBot, person }) => (
          <li key={id}>
            <button
              type="button"
              className="member-row"
              onClick={(event) => {
                const beside = event.currentTarget;
                show(id, beside);
                onClose();
              }}
            >
              <Avatar id={id} name={name} isBot={isBot} size={32} />
              <span className="member-name">
                <b>{name}</b>
                {id === me.id && ' (you)'} <span className="soft">{person?.name}</span>
              </span>
              {isBot ? (
                <span className="app-badge">APP</span>
              ) : (
                <span className="soft">{person?.is_deactivated ? 'deactivated' : person?.role}</span>
              )}
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="members-none">No member of that name.</li>}
      </ul>
    </Dialog>
  );
}
