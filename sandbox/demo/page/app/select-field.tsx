import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { type Choice, matchChoices } from './choices-of.ts';
import { CheckIcon, CloseIcon } from './icons.tsx';

/** Choices that are not known before something is typed. */
export interface SearchElsewhere {
  found: Choice[];
  /** In place of choices. */
  note: string;
  /** Null: the list is closed. */
  onQuery(query: string | null): void;
}

interface SelectFieldProps {
  id?: string;
  choices: Choice[];
  search?: SearchElsewhere;
  value: string | string[];
  onChange(value: string | string[]): void;
  /** The person is done choosing: the list was closed. */
  onDone?(): void;
  placeholder: string;
  isSmall?: boolean;
  isBusy?: boolean;
  /** Of a field of several. */
  most?: number;
  aria: Record<string, string | boolean | undefined>;
}

/** A select that is searched by typing; of several, what is chosen stands in front as tokens. */
export function SelectField(props: SelectFieldProps) {
  const { id, choices, value, onChange, onDone, placeholder, isSmall, isBusy, aria, search } = props;
  const [query, setTyped] = useState<string | null>(null);
  const setQuery = (typed: string | null) => {
    setTyped(typed);
    search?.onQuery(typed);
  };
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const isMany = Array.isArray(value);
  const chosen = isMany ? value : value === '' ? [] : [value];
  const labelOf = (one: string) => choices.find((choice) => choice.value === one)?.label ?? one;
  const isOpen = query !== null;
  const found = search ? search.found : isOpen ? matchChoices(choices, query) : [];
  const active = found[Math.min(at, found.length - 1)];
  const isFull = isMany && props.most !== undefined && chosen.length >= props.most;

  const open = () => {
    if (isOpen || isBusy) return;
    setQuery('');
    setAt(
      Math.max(
        0,
        choices.findIndex((choice) => choice.value === chosen[0]),
      ),
    );
  };
  const close = () => {
    if (!isOpen) return;
    setQuery(null);
    onDone?.();
  };
  const choose = (choice: Choice) => {
    if (!isMany) {
      onChange(choice.value);
      close();
    } else if (chosen.includes(choice.value)) onChange(chosen.filter((one) => one !== choice.value));
    else if (!isFull) {
      onChange([...chosen, choice.value]);
      setQuery('');
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return open();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      // Never sends the form around it.
      event.preventDefault();
      if (active) choose(active);
      else open();
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') close();
    else if (event.key === 'Backspace' && isMany && !query && chosen.length > 0)
      onChange(chosen.slice(0, -1));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: leads to the field inside, which takes the keys
    <div
      className={`select ${isSmall ? 'select-small' : ''} ${isOpen ? 'select-open' : ''}`}
      onClick={() => input.current?.focus()}
    >
      {isMany &&
        chosen.map((one) => (
          <span key={one} className="token">
            {labelOf(one)}
            <button
              type="button"
              aria-label={`Remove ${labelOf(one)}`}
              onClick={() => {
                onChange(chosen.filter((other) => other !== one));
                if (!isOpen) onDone?.();
              }}
            >
              <CloseIcon size={14} />
            </button>
          </span>
        ))}
      <input
        ref={input}
        id={id}
        className="select-input"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={active ? `${listId}-${active.value}` : undefined}
        aria-busy={isBusy}
        size={
          isSmall
            ? Math.max(8, (isMany ? placeholder : labelOf(chosen[0] ?? '') || placeholder).length)
            : undefined
        }
        placeholder={
          isMany ? (chosen.length > 0 ? '' : placeholder) : labelOf(chosen[0] ?? '') || placeholder
        }
        value={query ?? (isMany ? '' : labelOf(chosen[0] ?? ''))}
        {...aria}
        onChange={(event) => {
          setQuery(isOpen ? event.target.value : event.target.value.slice(-1));
          setAt(0);
        }}
        onClick={open}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && (
        <Listbox
          id={listId}
          found={found}
          active={active?.value}
          chosen={chosen}
          isMany={isMany}
          note={search?.note ?? 'No items'}
          anchor={input}
          onChoose={choose}
        />
      )}
    </div>
  );
}

interface ListboxProps {
  id: string;
  found: Choice[];
  active: string | undefined;
  chosen: string[];
  isMany: boolean;
  note: string;
  anchor: React.RefObject<HTMLInputElement | null>;
  onChoose(choice: Choice): void;
}

const ROOM = 300;

/** Above everything, so that no window and no list that scrolls cuts it off. */
function Listbox({ id, found, active, chosen, isMany, note, anchor, onChoose }: ListboxProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const field = anchor.current?.parentElement?.getBoundingClientRect();
      const list = element.current;
      if (!field || !list) return;
      const below = window.innerHeight - field.bottom - 12;
      const isBelow = below >= Math.min(ROOM, list.scrollHeight) || below >= field.top;
      const width = Math.max(field.width, 220);
      list.style.width = `${width}px`;
      list.style.left = `${Math.max(8, Math.min(field.left, window.innerWidth - width - 8))}px`;
      list.style.maxHeight = `${Math.min(ROOM, isBelow ? below : field.top - 12)}px`;
      list.style.top = isBelow ? `${field.bottom + 4}px` : 'auto';
      list.style.bottom = isBelow ? 'auto' : `${window.innerHeight - field.top + 4}px`;
    };
    element.current?.showPopover();
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [anchor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry is active
  useEffect(() => {
    element.current?.querySelector('.option-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <div
      ref={element}
      id={id}
      className="listbox"
      popover="manual"
      role="listbox"
      aria-label="Options"
      aria-multiselectable={isMany || undefined}
      onMouseDown={(event) => event.preventDefault()}
    >
      {found.length === 0 && (
        <p className="listbox-none" role="status">
          {note}
        </p>
      )}
      {found.map((choice, index) => (
        <div key={choice.value}>
          {choice.group !== undefined && choice.group !== found[index - 1]?.group && (
            <p className="listbox-group" aria-hidden="true">
              {choice.group}
            </p>
          )}
          {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and takes the keys */}
          <div
            id={`${id}-${choice.value}`}
            role="option"
            aria-selected={chosen.includes(choice.value)}
            className={choice.value === active ? 'option option-active' : 'option'}
            onClick={(event) => {
              event.stopPropagation();
              onChoose(choice);
            }}
          >
            {choice.person && (
              <Avatar
                id={choice.person.id}
                name={choice.label}
                isBot={choice.person.role === 'bot'}
                size={20}
              />
            )}
            <span className="option-label">{choice.label}</span>
            {choice.detail !== undefined && <span className="option-detail">{choice.detail}</span>}
            {chosen.includes(choice.value) && <CheckIcon size={16} />}
          </div>
        </div>
      ))}
    </div>
  );
}
