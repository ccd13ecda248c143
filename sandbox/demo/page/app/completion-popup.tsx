import { useEffect, useRef } from 'react';
import { Avatar } from './avatar.tsx';
import type { Person } from './types.ts';

export interface Suggestion {
  key: string;
  title: string;
  hint: string;
  detail: string;
  insert: string;
  person?: Person;
}

interface CompletionPopupProps {
  id: string;
  kind: 'command' | 'person';
  suggestions: Suggestion[];
  active: string;
  onChoose(suggestion: Suggestion): void;
}

export function CompletionPopup({ id, kind, suggestions, active, onChoose }: CompletionPopupProps) {
  return (
    <div className="popup" id={id} role="listbox" aria-label={kind === 'command' ? 'Commands' : 'People'}>
      <p className="popup-head" aria-hidden="true">
        {kind === 'command' ? 'Commands' : 'People'}
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> to move · <kbd>Tab</kbd> to choose
        </span>
      </p>
      {suggestions.map((suggestion) => (
        <Row
          key={suggestion.key}
          id={`${id}-${suggestion.key}`}
          suggestion={suggestion}
          isActive={suggestion.key === active}
          onChoose={() => onChoose(suggestion)}
        />
      ))}
    </div>
  );
}

interface RowProps {
  id: string;
  suggestion: Suggestion;
  isActive: boolean;
  onChoose(): void;
}

function Row({ id, suggestion, isActive, onChoose }: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const { person, title, hint, detail } = suggestion;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the text field keeps the focus and takes the keys
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      className={isActive ? 'popup-row popup-row-active' : 'popup-row'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {person && <Avatar id={person.id} name={title} isBot={person.role === 'bot'} size={24} />}
      <span className="popup-title">
        <b>{title}</b> <span className="popup-hint">{hint}</span>
        {detail !== '' && <span className="popup-detail">{detail}</span>}
      </span>
    </div>
  );
}
