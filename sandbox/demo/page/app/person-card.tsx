import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { timeOf } from './format-time.ts';
import { ClockIcon } from './icons.tsx';
import { Popover } from './popover.tsx';
import { roleNote } from './roles.ts';
import { authorOf, useSnapshot, useSurroundings } from './workspace-context.tsx';

type Show = (userId: string, beside: Element) => void;
const ShowContext = createContext<Show>(() => {});

/** Opens the card of a person beside their name. */
export const usePersonCard = (): Show => useContext(ShowContext);

export function PersonCardProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ userId: string; anchor: DOMRect } | null>(null);
  const show = useCallback<Show>((userId, beside) => {
    setShown({ userId, anchor: beside.getBoundingClientRect() });
  }, []);
  return (
    <ShowContext.Provider value={show}>
      {children}
      {shown && <PersonCard {...shown} onClose={() => setShown(null)} />}
    </ShowContext.Provider>
  );
}

interface PersonCardProps {
  userId: string;
  anchor: DOMRect;
  onClose(): void;
}

function PersonCard({ userId, anchor, onClose }: PersonCardProps) {
  const surroundings = useSurroundings();
  const { store, me, users } = surroundings;
  const { clockOffset } = useSnapshot();
  const author = authorOf(userId, surroundings);
  const person = users.find((user) => user.id === userId);
  const closed = person?.is_deactivated === true;
  return (
    <Popover label={author.name} className="person-card" anchor={anchor} onClose={onClose}>
      <div className="person-card-head">
        <Avatar id={userId} name={author.name} isBot={author.isBot} size={72} />
        <div className="person-card-names">
          <b>{author.name}</b>
          {person && <span className="soft">@{person.name}</span>}
          {author.isBot ? (
            <span className="app-badge">APP</span>
          ) : (
            person && <span className={`role role-card role-${person.role}`}>{person.role}</span>
          )}
        </div>
      </div>
      {person && !author.isBot && (
        <p className="soft">{closed ? 'This account is deactivated.' : roleNote(person.role)}</p>
      )}
      {author.isBot && <p className="soft">The app of this workspace: agents draft, people decide.</p>}
      {person && !author.isBot && (
        <p className="person-card-time">
          <ClockIcon size={16} /> {timeOf(Date.now() + clockOffset, person.tz)} local time,{' '}
          {placeOf(person.tz)}
        </p>
      )}
      {!closed && (
        <button
          type="button"
          className="button button-small"
          data-first-focus=""
          onClick={() => {
            onClose();
            void store.openDirect(author.isBot ? undefined : userId);
          }}
        >
          {userId === me.id ? 'Notes to yourself' : 'Message'}
        </button>
      )}
    </Popover>
  );
}

/** "America/Sao_Paulo" as "Sao Paulo". */
export function placeOf(tz: string): string {
  return tz.split('/').at(-1)?.replaceAll('_', ' ') ?? tz;
}

/** A name that opens the card of its person. */
export function PersonName({ userId, className = 'author' }: { userId: string; className?: string }) {
  const surroundings = useSurroundings();
  const show = usePersonCard();
  const { name } = authorOf(userId, surroundings);
  if (userId === 'USLACKBOT') return <b className={className}>{name}</b>;
  return (
    <button type="button" className={className} onClick={(event) => show(userId, event.currentTarget)}>
      {name}
    </button>
  );
}
