import { useEffect, useRef, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { CheckIcon, ChevronIcon } from './icons.tsx';
import { roles } from './roles.ts';
import { ThemeChoice } from './theme-choice.tsx';
import type { Person } from './types.ts';
import { displayName, useSurroundings } from './workspace-context.tsx';

/** Who you are. Only a sandbox can let you be each of them. */
export function PersonMenu() {
  const { store, me, users } = useSurroundings();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    box.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);

  const move = (step: number) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the menu inside
    <div
      className="person"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setOpen(false);
          box.current?.querySelector('button')?.focus();
        }
        if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
          event.preventDefault();
          move(event.key === 'ArrowDown' ? 1 : -1);
        }
      }}
    >
      <button
        type="button"
        className="person-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Avatar id={me.id} name={displayName(me)} size={26} />
        <span className="hidden">You are </span>
        <span className="person-name">{displayName(me)}</span>
        <span className={`role role-${me.role}`}>{me.role}</span>
        <span className="hidden">. Switch person</span>
        <ChevronIcon size={16} />
      </button>
      {isOpen && (
        <div className="menu" role="menu" aria-label="Be another person">
          <p className="menu-title">You are…</p>
          {roles.map((group) => (
            <Group
              key={group.role}
              {...group}
              people={users.filter((person) => person.role === group.role)}
              me={me}
              onChoose={(id) => {
                setOpen(false);
                if (id !== me.id) void store.switchPerson(id);
              }}
            />
          ))}
          <ThemeChoice />
        </div>
      )}
    </div>
  );
}

interface GroupProps {
  title: string;
  note: string;
  people: Person[];
  me: Person;
  onChoose(id: string): void;
}

function Group({ title, note, people, me, onChoose }: GroupProps) {
  if (people.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group inside a menu
    <div role="group" aria-label={title}>
      <p className="menu-group">
        <b>{title}</b> {note}
      </p>
      {people.map((person) => (
        <button
          key={person.id}
          type="button"
          role="menuitemradio"
          aria-checked={person.id === me.id}
          className="menu-row"
          onClick={() => onChoose(person.id)}
        >
          <Avatar id={person.id} name={displayName(person)} size={28} />
          <span className="menu-name">
            {displayName(person)}
            <span className="menu-zone">{person.tz.split('/').at(-1)?.replaceAll('_', ' ')}</span>
          </span>
          {person.id === me.id && <CheckIcon size={16} />}
        </button>
      ))}
    </div>
  );
}
