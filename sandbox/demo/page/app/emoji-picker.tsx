import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { allEmoji, type Emoji, favourites, findEmoji, keepFavourite } from './emoji-list.ts';
import { Popover } from './popover.tsx';

/** Beside each other in the grid; the style sheet says it too. */
const COLUMNS = 9;
const FOUND_SHOWN = 90;

interface EmojiPickerProps {
  anchor: DOMRect;
  onPick(emoji: Emoji): void;
  onClose(): void;
}

/** Slack's picker: the field keeps the focus, arrow keys move through the emoji. */
export function EmojiPicker({ anchor, onPick, onClose }: EmojiPickerProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const sections = useMemo(() => sectionsFor(typed), [typed]);
  const rows = sections.flatMap(({ emoji }) => chunks(emoji));
  const flat = rows.flat();
  const active = flat[Math.min(chosen, flat.length - 1)];

  useLayoutEffect(() => {
    grid.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const pick = (emoji: Emoji) => {
    keepFavourite(emoji.name, localStorage);
    onPick(emoji);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (active) pick(active);
      return;
    }
    const to = nextAt(event.key, chosen, rows, typed !== '');
    if (to === null) return;
    event.preventDefault();
    setChosen(to);
  };

  let at = -1;
  return (
    <Popover label="Pick an emoji" className="emoji-picker" anchor={anchor} onClose={onClose}>
      <input
        className="field"
        type="text"
        role="combobox"
        aria-label="Search all emoji"
        placeholder="Search all emoji"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={active ? `${id}-${Math.min(chosen, flat.length - 1)}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="emoji-grid" id={id} role="listbox" aria-label="Emoji" ref={grid}>
        {sections.map(({ title, emoji }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox
          <div key={title} role="group" aria-label={title} className="emoji-section">
            <p aria-hidden="true">{title}</p>
            <div className="emoji-cells">
              {emoji.map((one) => {
                at += 1;
                const own = at;
                return (
                  // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and takes the keys
                  <span
                    key={one.name}
                    id={`${id}-${own}`}
                    data-at={own}
                    role="option"
                    aria-label={one.name.replaceAll('_', ' ')}
                    aria-selected={own === chosen}
                    className={own === chosen ? 'emoji-cell emoji-cell-active' : 'emoji-cell'}
                    onMouseMove={() => own !== chosen && setChosen(own)}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => pick(one)}
                  >
                    {one.sign}
                  </span>
                );
              })}
            </div>
          </div>
        ))}
        {flat.length === 0 && <p className="emoji-none">No emoji matches “{typed}”.</p>}
      </div>
      <p className="emoji-shown" aria-hidden="true">
        {active ? (
          <>
            <span>{active.sign}</span> :{active.name}:
          </>
        ) : (
          'Pick an emoji'
        )}
      </p>
    </Popover>
  );
}

function sectionsFor(typed: string): { title: string; emoji: Emoji[] }[] {
  if (typed.trim() !== '') {
    const emoji = findEmoji(typed).slice(0, FOUND_SHOWN);
    return emoji.length > 0 ? [{ title: 'Search results', emoji }] : [];
  }
  const byGroup = Map.groupBy(allEmoji, (emoji) => emoji.group);
  return [
    { title: 'Frequently used', emoji: favourites(localStorage) },
    ...[...byGroup].map(([title, emoji]) => ({ title, emoji })),
  ];
}

const chunks = (emoji: Emoji[]): Emoji[][] =>
  Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, n) =>
    emoji.slice(n * COLUMNS, n * COLUMNS + COLUMNS),
  );

/** Rows have their own lengths, as each section ends with what is left. Null: the key is the field's. */
function nextAt(key: string, at: number, rows: Emoji[][], isTyping: boolean): number | null {
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count === 0) return null;
  if (key === 'ArrowRight' && !isTyping) return Math.min(at + 1, count - 1);
  if (key === 'ArrowLeft' && !isTyping) return Math.max(at - 1, 0);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  let start = 0;
  let row = 0;
  while (start + (rows[row]?.length ?? 0) <= at) {
    start += rows[row]?.length ?? 0;
    row += 1;
  }
  const to = row + (key === 'ArrowDown' ? 1 : -1);
  const target = rows[to];
  if (!target) return at;
  const targetStart = key === 'ArrowDown' ? start + (rows[row]?.length ?? 0) : start - target.length;
  return targetStart + Math.min(at - start, target.length - 1);
}
