import { Avatar } from './avatar.tsx';
import { OptionRow } from './option-row.tsx';
import type { Person } from './types.ts';

export interface Suggestion {
  key: string;
  title: string;
  hint: string;
  detail: string;
  insert: string;
  person?: Person;
  /** In place of a face. */
  sign?: string;
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
        <OptionRow
          key={suggestion.key}
          id={`${id}-${suggestion.key}`}
          className="popup-row"
          isActive={suggestion.key === active}
          onChoose={() => onChoose(suggestion)}
        >
          <Row suggestion={suggestion} />
        </OptionRow>
      ))}
    </div>
  );
}

function Row({ suggestion: { person, sign, title, hint, detail } }: { suggestion: Suggestion }) {
  return (
    <>
      {person && <Avatar id={person.id} name={title} isBot={person.role === 'bot'} size={24} />}
      {sign && (
        <span className="popup-sign" aria-hidden="true">
          {sign}
        </span>
      )}
      <span className="popup-title">
        <b>{title}</b> <span className="popup-hint">{hint}</span>
        {detail !== '' && <span className="popup-detail">{detail}</span>}
      </span>
    </>
  );
}
